"""Learning the weights that the library is shipped with, from pages whose story is known."""
