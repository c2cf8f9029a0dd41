"""An exchange of persons between States, by political decision."""
