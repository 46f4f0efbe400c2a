using System.Text;
using System.Text.Json.Nodes;
using CareBot.Care.Assessments;
using CareBot.Care.Patients;
using CareBot.Tests.Host;

namespace CareBot.Tests.Assessments;

/// <summary>Forms of our own making for what no instrument that ships asks: lists, counts, groups that repeat. In both languages.</summary>
internal static class MadeForms
{
    private const string Occurs = "http://hl7.org/fhir/StructureDefinition/questionnaire-";

    private static readonly string[] Troubles = ["sleep|sueño", "pain|dolor", "stairs|escaleras", "memory|memoria"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Two to three of four troubles, up to three medicines, at least two weights, days of falls.</summary>
    public static JsonObject Lists => Form(
        "lists",
        Item("troubles", "choice", "What is hard for you?", "¿Qué le cuesta?", fewest: 2, most: 3, options: Troubles),
        Item("medicines", "string", "Which medicines do you take?", "¿Qué medicinas toma?", most: 3),
        Item("weights", "decimal", "What did you weigh?", "¿Cuánto pesó?", fewest: 2),
        Item("falls", "date", "On which days did you fall?", "¿Qué días se cayó?"));

    /// <summary>
    /// The people of a household, each with the days on which they come; where somebody works, as what. Then two or three medicines, whose
    /// doses are summed up by a formula, and a question that looks at the last of the people.
    /// </summary>
    public static JsonObject Household => Form(
        "household",
        Group("people", "People who live with you", "Personas que viven con usted", most: 3,
            Item("name", "string", "What is the name?", "¿Cómo se llama?", repeats: false),
            Item("works", "boolean", "Does this person work?", "¿Trabaja esta persona?", repeats: false),
            When("works", Item("job", "string", "As what?", "¿En qué?", repeats: false)),
            Group("visits", "Days of coming home", "Días en que vuelve a casa", most: 2, Item("day", "date", "Which day?", "¿Qué día?", repeats: false))),
        When("works", Item("lunch", "boolean", "Does the last one eat at work?", "¿Come la última en el trabajo?", repeats: false)),
        With(
            Group("medicines", "Medicines", "Medicinas", fewest: 2, most: 3, Item("medicine", "string", "Which one?", "¿Cuál?", repeats: false), Item("doses", "integer", "How many a day?", "¿Cuántas al día?", repeats: false), Item("effects", "choice", "Does it trouble you?", "¿Le molesta?", options: ["nausea|náusea", "sleep|sueño", "itch|picor"], most: 2)),
            ("required", true)),
        Summing("all-doses", "%resource.item.where(linkId='medicines').item.where(linkId='doses').answer.value.aggregate($this + $total, 0)"));

    /// <summary>A group that repeats.</summary>
    public static JsonObject Group(string linkId, string en, string es, int? most, params JsonObject[] items) => Group(linkId, en, es, null, most, items);

    public static JsonObject Group(string linkId, string en, string es, int? fewest, int? most, params JsonObject[] items) =>
        With(Item(linkId, "group", en, es, fewest, most), ("item", new JsonArray([.. items])));

    /// <summary>Asked only where another question is answered with yes.</summary>
    public static JsonObject When(string question, JsonObject item) =>
        With(item, ("enableWhen", new JsonArray(new JsonObject { ["question"] = question, ["operator"] = "=", ["answerBoolean"] = true })));

    /// <summary>The item with more of its members.</summary>
    public static JsonObject With(JsonObject item, params (string Name, JsonNode Value)[] more)
    {
        foreach (var (name, value) in more)
        {
            item[name] = value;
        }

        return item;
    }

    private static JsonObject Summing(string linkId, string expression) => With(
        Item(linkId, "integer", "Sum", "Suma", repeats: false),
        ("readOnly", true),
        ("extension", new JsonArray(new JsonObject
        {
            ["url"] = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
            ["valueExpression"] = new JsonObject { ["language"] = "text/fhirpath", ["expression"] = expression },
        })));

    public static JsonObject Form(string id, params JsonObject[] items) => new()
    {
        ["resourceType"] = "Questionnaire",
        ["id"] = id,
        ["url"] = $"https://carebot.example/made/{id}",
        ["version"] = "1",
        ["language"] = "en",
        ["status"] = "active",
        ["title"] = "Made form",
        ["_title"] = Spanish("Formulario"),
        ["copyright"] = "ours",
        ["item"] = new JsonArray([.. items]),
    };

    /// <summary>An item that repeats; an option is "english|español", its code the English word.</summary>
    public static JsonObject Item(string linkId, string type, string en, string es, int? fewest = null, int? most = null, string[]? options = null, bool repeats = true)
    {
        var item = new JsonObject { ["linkId"] = linkId, ["text"] = en, ["_text"] = Spanish(es), ["type"] = type };
        if (repeats)
        {
            item["repeats"] = true;
        }

        if (fewest is not null || most is not null)
        {
            item["extension"] = new JsonArray([.. new[] { ("minOccurs", fewest), ("maxOccurs", most) }.Where(one => one.Item2 is not null)
                .Select(one => (JsonNode)new JsonObject { ["url"] = Occurs + one.Item1, ["valueInteger"] = one.Item2 })]);
        }

        if (options is not null)
        {
            item["answerOption"] = new JsonArray([.. options.Select(option => option.Split('|')).Select(words => (JsonNode)new JsonObject
            {
                ["valueCoding"] = new JsonObject { ["system"] = "urn:made", ["code"] = words[0], ["display"] = words[0], ["_display"] = Spanish(words[^1]) },
            })]);
        }

        return item;
    }

    public static Questionnaire Read(JsonObject form) => Questionnaire.Load(Encoding.UTF8.GetBytes(form.ToJsonString()), "made.json");

    /// <summary>Takes the form in and sends it to the person.</summary>
    public static async Task SendAsync(this BotFixture bot, JsonObject form, string person)
    {
        await bot.Get<QuestionnaireLibrary>().ImportAsync(Read(form), bot.Clock.GetUtcNow(), Cancelled);
        await bot.Get<SendingDesk>().SendAsync(
            new PatientId(person), (await bot.Get<QuestionnaireLibrary>().NamedAsync((string)form["id"]!, Cancelled))!, new Author(Roles.Coordinator, "maria", "test"), bot.Clock.GetUtcNow(), Cancelled);
    }

    /// <summary>The newest finished response, valid as Firely reads it and fitting its form.</summary>
    public static async Task<AssessmentRecord> DoneAsync(this BotFixture bot, JsonObject form, string person)
    {
        var record = (await bot.Get<AssessmentDesk>().HistoryAsync(new PatientId(person), (string)form["id"]!, Cancelled))[0];
        var given = JsonNode.Parse(record.Response.Span)!;
        Assert.Empty(R4.Faults(given));
        Assert.Empty(ResponseReading.Faults((Hl7.Fhir.Model.Questionnaire)R4.Strict(form), (Hl7.Fhir.Model.QuestionnaireResponse)R4.Strict(given)));
        return record;
    }

    /// <summary>What the record holds of an item, as a machine writes it.</summary>
    public static string Given(this AssessmentRecord record, string linkId) => string.Join("; ", record.Answers[linkId].Values.Select(value => value.Plain));

    private static JsonObject Spanish(string words) => new()
    {
        ["extension"] = new JsonArray(new JsonObject
        {
            ["url"] = "http://hl7.org/fhir/StructureDefinition/translation",
            ["extension"] = new JsonArray(new JsonObject { ["url"] = "lang", ["valueCode"] = "es" }, new JsonObject { ["url"] = "content", ["valueString"] = words }),
        }),
    };
}
