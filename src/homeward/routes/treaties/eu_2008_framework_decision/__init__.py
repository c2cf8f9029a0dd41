"""Council Framework Decision 2008/909/JHA on mutual recognition of custodial sentences in the European Union."""
