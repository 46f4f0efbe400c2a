// Reads FHIR R4 resources, one a line, from standard input and prints what the published JSON schema has against each.
// usage: node validate.mjs fhir.schema.json
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };

const schema = JSON.parse(readFileSync(process.argv[2], 'utf8'));
delete schema.id;
const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: false });
ajv.addMetaSchema(draft6);
ajv.addSchema(schema, 'fhir');
for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const resource = JSON.parse(line);
  const validate = ajv.getSchema(`fhir#/definitions/${resource.resourceType}`);
  if (!validate(resource)) console.log(`${resource.resourceType} ${resource.status}: ${ajv.errorsText(validate.errors)}`);
}
