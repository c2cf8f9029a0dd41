"""The Working Group on Arbitrary Detention of the United Nations: individual complaints."""
