"""Reads reports into a workspace, as a process of its own that a test can kill; prints each file it is done with."""

import os
import resource
import signal
import sys
from pathlib import Path

from homeward.app.add_reports import add_reports
from homeward.app.wiring import open_workspace
from homeward.basics.errors import HomewardError

if __name__ == "__main__":
    folder, reports, largest_file = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests in the background ignores it
    with open_workspace(folder) as workspace:
        if largest_file:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
        try:
            add_reports(workspace, [reports], 2, lambda progress: os.write(1, progress.name.encode() + b"\n"))
        except HomewardError as error:
            sys.exit(str(error))
        except KeyboardInterrupt:
            sys.exit("broken off")
