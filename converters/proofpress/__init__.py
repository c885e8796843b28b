"""proofpress turns messy technical articles into canonical Markdown and proofs them before they are published."""
