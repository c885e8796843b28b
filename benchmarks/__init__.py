"""How fast proofpress is, beside other tools, in one run on one machine."""
