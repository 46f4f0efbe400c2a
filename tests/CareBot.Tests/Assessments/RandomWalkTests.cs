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
}

/// <summary>One person's way through a questionnaire, and what they said, kept beside it to compare with.</summary>
internal sealed class Walk
{
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
            Assert.True(left <= _instrument.Questionnaire.All.Count, $"{_instrument.Name} does not end.");
            Say(next.LinkId, Any(next));
        }
    }

    public void Check()
    {
        var response = Response;
        Assert.Equal(_said.Keys.Order(), response.Answers.Keys.Order());
        Assert.All(_said, said => Assert.True(said.Value.Says(response.Answers[said.Key])));
        var live = _flow.Live(response.Answers);
        var asked = _flow.Questions(response.Answers).Select(item => item.LinkId).ToHashSet();
        Assert.Equal(asked.Order(), live.Keys.Order());
        var written = Written(response, live);
        Assert.Equal(asked.Order(), LinkIds(written["item"]).Where(linkId => _instrument.Questionnaire.Find(linkId)!.IsAsked).Order());
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
            Response = "",
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
        var options = item.Options.Count == 0 ? [] : item.Repeats ? item.Options.Where(option => !option.Alone && _random.Next(3) == 0).ToList() : [];
        var answer = item switch
        {
            { Options.Count: > 0 } => new ItemAnswer([.. (options.Count > 0 ? options : [item.Options[_random.Next(item.Options.Count)]]).Select(option => option.Value)]),
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
