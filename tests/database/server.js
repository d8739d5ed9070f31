// dynalite on a free port of the loopback, until its standard input closes. Prints the port once it listens.
//
// dynalite does not know ReturnValuesOnConditionCheckFailure (DynamoDB API reference, PutItem): a write that is
// refused tells which item stood in its way. It is added here; the condition itself stays dynalite's.

'use strict'

const database = require('dynalite/db')

const judge = database.checkConditional
database.checkConditional = (request, standing) => {
  const refusal = judge(request, standing)
  if (refusal && standing && request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD') refusal.body.Item = standing
  return refusal
}

for (const action of ['putItem', 'updateItem', 'deleteItem']) {
  const { types } = require(`dynalite/validations/${action}`)
  types.ReturnValuesOnConditionCheckFailure = { type: 'String', enum: ['ALL_OLD', 'NONE'] }
}

const server = require('dynalite')({ createTableMs: 0, deleteTableMs: 0 })
server.listen(0, '127.0.0.1', () => console.log(server.address().port))

process.stdin.on('end', () => process.exit()).resume()
