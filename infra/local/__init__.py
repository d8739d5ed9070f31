"""The local cloud: template.yaml itself, deployed into moto in this process, its queues driven as AWS drives them.

`cloud.LocalCloud` ties the rest together. In the order in which a stack comes to life:

- `template` translates template.yaml and works it out to values, by `intrinsics` and `resource_types`
- `account` is the AWS account in memory, `door` the way into it for clients of other processes
- `provision` makes the resources, `functions` reads what is to be run, and by which queues
- `s3_events` tells of uploads and removals in AWS's shape (`s3_shapes`)
- `driver` feeds the queues to the functions (`sqs_shapes`), which run in an `engine`: `embedded` or `rie`
- `server` keeps all this going for `dateline up`; `watch` mirrors a folder, `seed` and `sam` serve `sam local invoke`
"""
