"""Two short stories that have nothing to do with each other."""

FERRY = """
The last ferry between the two towns made its final crossing on Sunday evening, watched by several hundred people who
had come to say goodbye to a service that their grandparents used. The company said that the new bridge, which opened in
May, had taken nine of every ten passengers, and that no buyer had been found for the three remaining boats. The mayor
of the smaller town asked the regional council to keep at least one crossing a day in summer. A decision is expected
before the end of the month. Cyclists, who may not use the bridge, would have to ride forty kilometres to reach the
other bank. Two of the captains will retire, the other four have been offered work on the tugs in the outer harbour.
Local shops near the pier fear for their trade, and the owner of the cafe at the landing has already put up a sign:
closed until somebody thinks of something better.
"""

ORCHARD = """
Growers in the upper valley expect the smallest apple harvest in thirty years after frost killed most of the blossom in
the second week of April. Their association put the loss at sixty million in a first estimate and called for help from
the emergency fund. Insurance covers hail but not frost, because the premium for both is more than a small farm earns in
a normal year. Several families tried to save their trees with candles and with water, which freezes around the buds and
keeps them just warm enough, but the third night was too cold for either. Prices in shops are not likely to rise, since
warehouses still hold fruit from last autumn and imports are cheap. The minister of agriculture will visit the valley on
Thursday. Pickers who come every September from abroad have begun to look for work elsewhere, the association said.
"""
