"""The English reader."""
