"""The Scheme for the Transfer of Convicted Offenders within the Commonwealth (1986)."""
