"""How the reader was made: public data and the invented news in, weights out; one command.

``python -m training.train --out DIR --data DIR`` trains, and goes on where it was stopped. Nothing
of the product imports this package.
"""
