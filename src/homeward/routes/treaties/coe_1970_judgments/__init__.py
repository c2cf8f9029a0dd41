"""European Convention on the International Validity of Criminal Judgments, The Hague, 28 May 1970 (ETS No. 70)."""
