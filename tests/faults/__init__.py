"""The promise under everything that AWS may do: a seeded simulation over both functions and the template's own stack.

- `steps` are what may happen, as plain values; `scenario` makes a list of them from a seed; `pages` is what is uploaded
- `world` plays them on the local cloud: `faults` stands between a call and its answer, `workers` are Lambda's
  execution environments, which stop and go on where the steps say, so that a run is the same every time
- `model` says what the table must tell, from what lies in the bucket alone; `promise` compares
- `shrink` drops steps from a run that fails while it still fails; `soak` runs many seeds; `mutations` takes away one
  protection at a time, and a seed must notice

`python -m tests.faults 17` plays one seed, `1000:2000` two thousand from the thousandth, `"[Put(…), …]"` a printed run.
"""
