"""Framework Decision 2008/909/JHA: mutual recognition of custodial sentences in the European Union."""
