"""People with lived experience walk with people.

application   somebody wants to become a peer; read by people, never refused by a rule
peer          a member's working life here: state, languages, experience in own words, load, leave
match         a person and a peer: proposed, chosen, first contact, review, active, ended
supervision   a peer and their supervisor; what the pair writes only the pair can read
matter        a question peers decide by vote or consent; the organisation answers
"""
