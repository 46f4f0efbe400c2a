using System.Text.Json;
using System.Text.Json.Nodes;
using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Tests.Assessments;

/// <summary>Ten thousand people answer, go back, change their minds, skip, put aside and begin again, over every questionnaire that ships.</summary>
public sealed class RandomWalkTests
{
    private const int Walks = 10_000;
    private const int MadeWalks = 2_500;

    public static TheoryData<string> Shipped => [.. Instruments.All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void No_answer_is_lost_or_doubled_hidden_items_carry_none_and_every_walk_can_finish(string name)
    {
        var instrument = Instruments.Named(name);
        var walks = (Walks / Shipped.Count) + 1;
        for (var seed = 0; seed < walks; seed++)
        {
            var walk = new Walk(instrument, seed);
            walk.Wander();
            walk.Finish();
            walk.Check();
        }
    }

    public static TheoryData<string> Made => ["lists", "household"];

    /// <summary>The same where answers have several parts and groups repeat; each response fits its form as Firely reads both.</summary>
    [Theory]
    [MemberData(nameof(Made))]
    public void Lists_and_groups_that_repeat_lose_and_double_nothing_either(string name)
    {
        var form = name == "lists" ? MadeForms.Lists : MadeForms.Household;
        var (questionnaire, asked) = (MadeForms.Read(form), (Hl7.Fhir.Model.Questionnaire)R4.Strict(form));
        var most = 0;
        for (var seed = 0; seed < MadeWalks; seed++)
        {
            var walk = new Walk(new Instrument(questionnaire, null), seed);
            walk.Wander();
            walk.Finish();
            walk.Check();
            var written = walk.Written();
            most = Math.Max(most, written["item"]!.AsArray().Count(item => (string?)item!["linkId"] is "people" or "falls"));
            if (seed % 20 == 0)
            {
                Assert.Empty(R4.Faults(written));
                Assert.Empty(ResponseReading.Faults(asked, (Hl7.Fhir.Model.QuestionnaireResponse)R4.Strict(written)));
            }
        }

        Assert.Equal(name == "lists" ? 1 : 3, most);
    }
}

/// <summary>One person's way through a questionnaire, and what they said, kept beside it to compare with.</summary>
internal sealed class Walk
{
    private const int MostOfAGroup = 12;

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly Random _random;
    private readonly Instrument _instrument;
    private readonly QuestionnaireFlow _flow;
    private readonly Dictionary<string, ItemAnswer> _said = [];
    private List<AssessmentEvent> _events;
    private string? _at;

    public Walk(Instrument instrument, int seed)
    {
        // Not for secrets: the same seed has to give the same walk.
#pragma warning disable CA5394
        (_instrument, _random) = (instrument, new Random(seed));
        _flow = instrument.Flow;
        _events =
        [
            new AssessmentEvent
            {
                What = AssessmentStep.Started, At = Start, By = new Author(Roles.Patient, "p", "0"),
                Start = new AssessmentStart(instrument.Questionnaire.Canonical, instrument.Name, "en", new Dictionary<string, ItemAnswer>(), new Dictionary<string, KnownAnswer>()),
            },
        ];
        _at = _flow.Next(Response.Answers)?.LinkId;
    }

    private AssessmentResponse Response => AssessmentResponse.Of("r", _events)!;

    public void Wander()
    {
        for (var step = 0; step < 15 && _at is not null; step++)
        {
            switch (_random.Next(10))
            {
                case 0:
                    _at = _flow.Before(_at, Response.Answers)?.LinkId ?? _at;
                    break;
                case 1 when _flow.Live(Response.Answers).Keys.ToList() is { Count: > 0 } answered:
                    _at = answered[_random.Next(answered.Count)];
                    break;
                case 2:
                    Say(_at, ItemAnswer.Without(AbsentReason.AskedDeclined));
                    break;
                case 3:
                    // Put aside and gone on with after a restart: what is stored is all there is.
                    _events = [.. _events.Select(one => JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(one, CareJson.Default.AssessmentEvent), CareJson.Default.AssessmentEvent)!)];
                    _at = _flow.Next(Response.Answers)?.LinkId;
                    break;
                case 4:
                    _at = _flow.Questions(Response.Answers)[0].LinkId;
                    break;
                default:
                    Say(_at, Any(_instrument.Questionnaire.Find(_at)!));
                    break;
            }
        }
    }

    public void Finish()
    {
        for (var left = 0; _flow.Next(Response.Answers) is { } next; left++)
        {
            Assert.True(left <= _instrument.Questionnaire.All.Count * (_instrument.Questionnaire.Repeated is null ? 1 : MostOfAGroup), $"{_instrument.Name} does not end.");
            Say(next.LinkId, Any(next));
        }
    }

    public void Check()
    {
        var response = Response;
        Assert.Equal(_said.Keys.Order(), response.Answers.Keys.Order());
        Assert.All(_said, said => Assert.True(said.Value.Says(response.Answers[said.Key])));
        var live = _flow.Live(response.Answers);
        var asked = _flow.Questions(response.Answers);
        Assert.Equal(asked.Select(item => item.LinkId).Order(), live.Keys.Order());
        var written = Written(response, live);
        Assert.Equal(asked.Where(item => !item.AsksForMore).Select(item => item.Original).Order(), LinkIds(written["item"]).Where(linkId => _instrument.Questionnaire.Find(linkId)!.IsAsked).Order());
    }

    /// <summary>The record that submitting it makes.</summary>
    public AssessmentRecord Record()
    {
        var live = _flow.Live(Response.Answers);
        return new AssessmentRecord
        {
            Id = "r",
            Name = _instrument.Name,
            Questionnaire = _instrument.Questionnaire.Canonical,
            CompletedAt = Start,
            JudgedAt = Start,
            Corrections = 0,
            Status = ResponseStatus.Completed,
            By = new Author(Roles.Patient, "p", "0"),
            Outcome = Judging.Judge(_instrument, live, null),
            Answers = live,
            Response = "{}"u8.ToArray(),
        };
    }

    public JsonObject Written() => Written(Response, _flow.Live(Response.Answers));

    private JsonObject Written(AssessmentResponse response, IReadOnlyDictionary<string, ItemAnswer> live) => QuestionnaireResponseWriter.Write(
        new PatientId("p"), response, _instrument.Questionnaire, live, Judging.Judge(_instrument, live, null), ResponseStatus.Completed, new Author(Roles.Patient, "p", "0"), Start);

    private void Say(string linkId, ItemAnswer answer)
    {
        _said[linkId] = answer;
        _events.Add(new AssessmentEvent { What = AssessmentStep.Answered, At = Start.AddMinutes(_events.Count), By = new Author(Roles.Patient, "p", $"{_events.Count}"), LinkId = linkId, Answer = answer });
        _at = _flow.Next(Response.Answers)?.LinkId;
    }

    /// <summary>An answer that the item takes.</summary>
    public ItemAnswer Any(QuestionItem item)
    {
        var fewest = item.FewestAnswers ?? 1;
        var count = item.TakesSeveral ? fewest + _random.Next(Math.Min(item.MostAnswers ?? 4, item.Options.Count > 0 ? item.Options.Count : 4) - fewest + 1) : 1;
        var several = item.Options.Where(option => !option.Alone).OrderBy(_ => _random.Next()).Take(count).ToHashSet();
        var answer = item switch
        {
            { TakesSeveral: true, Options.Count: > 0 } when _random.Next(4) > 0 => new ItemAnswer([.. item.Options.Where(several.Contains).Select(option => option.Value)]),
            { TakesSeveral: true, Options.Count: > 0, FewestAnswers: > 1 } => new ItemAnswer([.. item.Options.Take(fewest).Select(option => option.Value)]),
            { Options.Count: > 0 } => ItemAnswer.Of(item.Options[_random.Next(item.Options.Count)].Value),
            { TakesSeveral: true } => new ItemAnswer([.. Enumerable.Range(0, count).SelectMany(_ => Any(item with { Repeats = false, FewestAnswers = null }).Values)]),
            { AsksForMore: true } => ItemAnswer.Of(new AnswerValue.Truth(_random.Next(2) == 0)),
            { Type: ItemType.Boolean } => ItemAnswer.Of(new AnswerValue.Truth(_random.Next(2) == 0)),
            { Type: ItemType.Integer or ItemType.Decimal } => ItemAnswer.Of(new AnswerValue.Number(_random.Next((int)(item.Lowest ?? 0), (int)(item.Highest ?? 100) + 1))),
            { Type: ItemType.Date } => ItemAnswer.Of(new AnswerValue.Day(new DateOnly(2026, 1, 1).AddDays(_random.Next(365)))),
            { Type: ItemType.DateTime } => ItemAnswer.Of(new AnswerValue.Moment(Start)),
            { Type: ItemType.Time } => ItemAnswer.Of(new AnswerValue.Hour(new TimeOnly(8, 0))),
            { Type: ItemType.Quantity } => ItemAnswer.Of(new AnswerValue.Measured(_random.Next(100), item.Units.Count > 0 ? item.Units[0] : null)),
            _ => ItemAnswer.Of(new AnswerValue.Words("some words")),
        };
        Assert.IsType<Acceptance.Taken>(AnswerRules.Accept(item, answer.Values));
        return answer;
    }
#pragma warning restore CA5394

    private static IEnumerable<string> LinkIds(JsonNode? items) => (items as JsonArray ?? []).OfType<JsonObject>().SelectMany(item =>
        LinkIds(item["item"]).Concat((item["answer"] as JsonArray ?? []).SelectMany(answer => LinkIds(answer!["item"]))).Prepend((string)item["linkId"]!));
}
