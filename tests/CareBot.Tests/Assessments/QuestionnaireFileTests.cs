using System.Text;
using System.Text.RegularExpressions;
using CareBot.Care.Assessments;
using CareBot.Care.Content;
using CareBot.Care.Exchange.Fhir;
using CareBot.Tests.Architecture;
using Hl7.Fhir.Serialization;

namespace CareBot.Tests.Assessments;

/// <summary>Questionnaires of other makers: each is asked to its end, or refused with the place and a remedy.</summary>
public sealed class QuestionnaireFileTests
{
    private const string Counted = """{ "resourceType": "Questionnaire", "id": "q", "copyright": "ours", "item": [{ "linkId": "a", "text": "A?", "type": "string", "extension": """;
    private const string Repeated = """, "repeats": true }] }""";
    private const string Item = """{ "linkId": "a", "text": "A?", "type": "boolean" }""";

    [Theory]
    [InlineData("""{ "resourceType": """, "#line 1: is not JSON")]
    [InlineData("""[]""", "is no JSON object")]
    [InlineData("""{ "resourceType": "Patient" }""", "#/resourceType: is \"Patient\"; write \"Questionnaire\"")]
    [InlineData("""{ "resourceType": "Questionnaire", "id": "q", "item": [{ITEM}] }""", "#/copyright: is missing; say under which terms")]
    [InlineData("""{ "resourceType": "Questionnaire", "id": "q", "copyright": "ours" }""", "#/item: is missing; write at least one item")]
    [InlineData("""{ "resourceType": "Questionnaire", "id": "q", "copyright": "ours", "item": [{ITEM}, {ITEM}] }""", "#/item/1/linkId: is \"a\"; another item has this linkId")]
    [InlineData("""{ "resourceType": "Questionnaire", "id": "q", "copyright": "ours", "item": [{ "text": "A?", "type": "boolean" }] }""", "#/item/0/linkId: is missing")]
    [InlineData("""{ "resourceType": "Questionnaire", "id": "q", "copyright": "ours", "item": [{ "linkId": "a", "text": "A?", "type": "slider" }] }""", "#/item/0/type: is \"slider\"; write one of: group")]
    [InlineData("""{ "resourceType": "Questionnaire", "id": "q", "copyright": "ours", "item": [{ "linkId": "a", "text": "A?", "type": "attachment" }] }""", "a chat cannot ask for it")]
    [InlineData("""{ "resourceType": "Questionnaire", "id": "q", "copyright": "ours", "item": [{ "linkId": "a", "text": "A?", "type": "choice" }] }""", "#/item/0/answerOption: is missing; write the answers")]
    [InlineData("""{ "resourceType": "Questionnaire", "id": "q", "copyright": "ours", "item": [{ "linkId": "a", "text": "A?", "type": "choice", "answerValueSet": "http://example.org/vs" }] }""", "#/item/0/answerValueSet: is \"http://example.org/vs\"; put the ValueSet into")]
    [InlineData("""{ "resourceType": "Questionnaire", "id": "q", "copyright": "ours", "item": [{ "linkId": "b", "type": "group", "item": [{ "linkId": "a", "text": "A?", "type": "boolean", "enableWhen": [{ "question": "nowhere", "operator": "exists", "answerBoolean": true }] }] }] }""", "#/item/0/item/0/enableWhen/0/question: is \"nowhere\"; write the linkId")]
    [InlineData("""{ "resourceType": "Questionnaire", "id": "q", "copyright": "ours", "item": [{ "linkId": "a", "text": "A?", "type": "boolean", "enableWhen": [{ "question": "a", "operator": "~", "answerBoolean": true }] }] }""", "#/item/0/enableWhen/0/operator: is \"~\"; write exists")]
    [InlineData("""{ "resourceType": "Questionnaire", "id": "q", "copyright": "ours", "item": [{ "linkId": "b", "text": "B?", "type": "boolean" }, { "linkId": "a", "text": "A", "type": "group", "repeats": true }] }""", "#/item/1/item: is missing; write at least one item that a person can answer")]
    [InlineData("""{ "resourceType": "Questionnaire", "id": "q", "copyright": "ours", "item": [{ "linkId": "b", "text": "B?", "type": "boolean" }, { "linkId": "a", "text": "A", "type": "group", "repeats": true, "item": [{ "linkId": "c#1", "text": "C?", "type": "boolean" }] }] }""", "#/item/1/repeats: is true; the linkId 'c#1' has a # in it")]
    [InlineData("""{ "resourceType": "Questionnaire", "id": "q", "copyright": "ours", "item": [{ "linkId": "b", "text": "B?", "type": "boolean" }, { "linkId": "a", "text": "A", "type": "group", "repeats": true, "extension": [{MIN 3}, {MAX 2}], "item": [{ "linkId": "c", "text": "C?", "type": "boolean" }] }] }""", "#/item/1/extension/0/valueInteger: is 3; that is more than the 2")]
    [InlineData("""{ "resourceType": "Questionnaire", "id": "q", "copyright": "ours", "item": [{ "linkId": "b", "text": "B?", "type": "boolean" }, { "linkId": "a", "text": "A", "type": "group", "repeats": true, "item": [{ "linkId": "c", "text": "C?", "type": "boolean" }, { "linkId": "d", "type": "integer", "extension": [{ "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression", "valueExpression": { "language": "text/fhirpath", "expression": "1" } }] }] }] }""", "#/item/1/item/1/extension/0/url: is")]
    [InlineData(Counted + """[{MIN 3}, {MAX 2}]""" + Repeated, "#/item/0/extension/0/valueInteger: is 3; that is more than the 2 of questionnaire-maxOccurs")]
    [InlineData(Counted + """[{MAX 0}]""" + Repeated, "#/item/0/extension/0/valueInteger: is 0; write at least 1")]
    [InlineData(Counted + """[{MIN 2}] }] }""", "#/item/0/extension/0/valueInteger: is 2; this item is answered once")]
    [InlineData(Counted + """[{MIN -1}]""" + Repeated, "#/item/0/extension/0/valueInteger: is -1; write a whole number")]
    [InlineData(Counted + """[{MIN 3}], "answerOption": [{ "valueString": "x" }, { "valueString": "y" }]""" + Repeated, "#/item/0/extension/0/valueInteger: is 3; only 2 answers are offered")]
    [InlineData(Counted + """[{MIN 2}], "answerOption": [{ "valueString": "x" }, { "valueString": "y" }, { "valueString": "none", "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive", "valueBoolean": true }] }]""" + Repeated, "#/item/0/extension/0/valueInteger: is 2; one of the answers stands alone")]
    [InlineData("""{ "resourceType": "Questionnaire", "id": "q", "copyright": "ours", "item": "none" }""", "#/item: is \"none\"; write a list")]
    public void A_broken_file_is_refused_with_the_place_and_a_remedy(string json, string message)
    {
        var fault = Assert.Throws<ContentException>(() => Questionnaire.Load(Encoding.UTF8.GetBytes(Regex.Replace(json.Replace("{ITEM}", Item, StringComparison.Ordinal), @"\{(MIN|MAX) (-?\d)\}", match => $$"""{ "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-{{match.Groups[1].Value.ToLowerInvariant()}}Occurs", "valueInteger": {{match.Groups[2].Value}} }""")), "q.json"));
        Assert.StartsWith("q.json#", fault.Message, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_terms_may_be_said_at_the_import_where_the_file_does_not_say_them()
    {
        var questionnaire = Questionnaire.Load(Encoding.UTF8.GetBytes($$"""{ "resourceType": "Questionnaire", "id": "q", "item": [{{Item}}] }"""), "q.json", "free to use, letter of 2 March 2026");
        Assert.Equal("free to use, letter of 2 March 2026", questionnaire.Licence);
    }

    [Fact]
    public void A_contained_value_set_and_a_translation_are_read()
    {
        var questionnaire = Questionnaire.Load(Encoding.UTF8.GetBytes("""
            { "resourceType": "Questionnaire", "id": "q", "copyright": "ours",
              "contained": [{ "resourceType": "ValueSet", "id": "vs", "compose": { "include": [{ "system": "urn:x", "concept": [{ "code": "1", "display": "one" }, { "code": "2", "display": "two" }] }] } }],
              "item": [{ "linkId": "a", "text": "Which?", "type": "choice", "answerValueSet": "#vs",
                "_text": { "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": [{ "url": "lang", "valueCode": "es-MX" }, { "url": "content", "valueString": "¿Cuál?" }] }] } }] }
            """), "q.json");
        var item = questionnaire.Questions.Single();
        Assert.Equal(["1", "2"], item.Options.Select(option => option.Code));
        Assert.Equal("¿Cuál?", item.Text!.In("es"));
        // The answers exist in English alone, so the whole does.
        Assert.Equal(["en"], questionnaire.Languages);
    }

    /// <summary>Real questionnaires of three makers; without a licence of their own they are refused, and with one they are asked.</summary>
    public static TheoryData<string> Real => Directory.Exists(Repository.Path("..", "shared", "data", "fhir", "questionnaires"))
        ? [.. Directory.EnumerateFiles(Repository.Path("..", "shared", "data", "fhir", "questionnaires"), "*.json").Concat(Directory.EnumerateFiles(Repository.Path("..", "shared", "data", "fhir", "us-core"), "Questionnaire-*.json")).Select(file => Path.GetRelativePath(Repository.Root, file)).Order(StringComparer.Ordinal)]
        : throw new DirectoryNotFoundException("The real questionnaires are read from ../shared/data beside the repository.");

    [Theory]
    [MemberData(nameof(Real))]
    public void A_real_questionnaire_is_asked_to_its_end_or_refused_with_a_true_reason(string file)
    {
        var (json, name) = (File.ReadAllBytes(Repository.Path(file)), Path.GetFileName(file));
        var silent = !Encoding.UTF8.GetString(json).Contains("\"copyright\"", StringComparison.Ordinal);
        if (silent)
        {
            var fault = Assert.Throws<ContentException>(() => Questionnaire.Load(json, name));
            Assert.StartsWith($"{name}#/copyright: is missing", fault.Message, StringComparison.Ordinal);
        }

        var questionnaire = Questionnaire.Load(json, name, "as agreed with the makers");
        if (name == "CIRG-CNICS-AUDIT.json")
        {
            // Its enableWhenExpression calls iif() with one argument, which is no FHIRPath.
            var refused = Assert.Throws<ContentException>(() => FhirPathReader.Check(questionnaire, name)).Message;
            Assert.Contains("AUDIT-3", refused, StringComparison.Ordinal);
            Assert.Contains("FHIRPath", refused, StringComparison.Ordinal);
            Assert.Contains("iif", refused, StringComparison.Ordinal);
            return;
        }

        FhirPathReader.Check(questionnaire, name);
        var asked = (Hl7.Fhir.Model.Questionnaire)FhirJsonDeserializer.OSTRICH.DeserializeResource(questionnaire.Source.ToJsonString());
        for (var seed = 0; seed < 10; seed++)
        {
            var walk = new Walk(new Instrument(questionnaire, null), seed);
            walk.Wander();
            walk.Finish();
            walk.Check();
            var written = walk.Written();
            Assert.Empty(R4.Faults(written));
            Assert.Empty(ResponseReading.Faults(asked, (Hl7.Fhir.Model.QuestionnaireResponse)R4.Strict(written)));
        }
    }
}
