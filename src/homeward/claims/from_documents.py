"""The main job of this room: documents in, readings out."""
