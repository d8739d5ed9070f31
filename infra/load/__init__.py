"""Many pages through one long-lived process of each function: does it keep its memory, does every upload end?"""
