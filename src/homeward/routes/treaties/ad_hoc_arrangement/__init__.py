"""An arrangement between governments for one person, where no treaty serves."""
