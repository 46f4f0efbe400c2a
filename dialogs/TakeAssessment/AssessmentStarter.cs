using CareBot.Care.Alerts;
using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.TakeAssessment;

/// <summary>Finds out which assessment is meant and whether it can be begun: what was sent first, then what is named.</summary>
public sealed class AssessmentStarter(AssessmentDesk desk, Charts charts, ShippedInstruments shipped, AlertDesk alerts, Outlooks outlooks)
{
    /// <summary>Called so, with a questionnaire's name and the response of the first stage.</summary>
    public const string SecondStage = "second";

    private const int ShortestName = 3;

    private static readonly char[] Space = [' '];

    // Asked at every message. The first of two with one name has it.
    private readonly Dictionary<string, string> _named = shipped.All.SelectMany(one => Names(one).Select(name => (Name: Squeeze(name), Of: one.Name)))
        .DistinctBy(pair => pair.Name).ToDictionary(pair => pair.Name, pair => pair.Of, StringComparer.Ordinal);

    /// <summary>The questionnaire whose name these words are, and nothing else; null when they are none.</summary>
    public string? Named(string text) => Squeeze(text) is { Length: >= ShortestName } said ? _named.GetValueOrDefault(said) : null;

    /// <summary>The instrument of this name; null when none of these is called so.</summary>
    public static Instrument? Match(IReadOnlyList<Instrument> instruments, string text)
    {
        var said = Squeeze(text);
        return said.Length < ShortestName ? null : instruments.FirstOrDefault(one => Names(one).Any(name => Squeeze(name) == said));
    }

    /// <summary>The chart that is asked about: the speaker's own, or that of the patient with whom a coordinator sits.</summary>
    public async Task<ChartSummary> ChartAsync(Talk talk, Call call, CancellationToken cancellationToken) =>
        talk.Speaker is Speaker.OfStaff ? (await charts.OpenAsync(new PatientId(call.Patient), cancellationToken)).Summary : talk.Chart;

    /// <summary>With whom a coordinator goes through it, in a language in which it exists; null where the patient types.</summary>
    public static Together? With(Talk talk, ChartSummary chart, Instrument instrument) =>
        talk.Speaker is Speaker.OfStaff ? new Together(talk.Namesakes.GetValueOrDefault(chart.Patient) ?? chart.Name.Given, Spoken(talk, chart, instrument), chart.TimeZone) : null;

    public async Task<Begun> BeginAsync(Talk talk, ChartSummary chart, Call call, CancellationToken cancellationToken)
    {
        if (Open(talk, chart, call) is { } open && await desk.FindAsync(chart.Patient, open.Id, cancellationToken) is { CompletedAt: null } response)
        {
            return new Begun.Ready(await desk.Library.OpenAsync(open.Questionnaire, cancellationToken), response, Resumed: true, "");
        }

        var line = chart.Assessments.FirstOrDefault(one => one.State == AssessmentState.Sent && (call.Words.Length == 0 || call.Words == one.Id || call.Words == one.Name));
        var (name, first) = call.What == SecondStage ? (call.Words.Split(Space, 2)[0], call.Words.Split(Space, 2)[1]) : (line?.Name ?? call.Words, "");
        if (name.Length == 0 || await desk.Library.NamedAsync(name, cancellationToken) is not { } instrument)
        {
            return new Begun.Not(talk.Say("assessment.none"), [talk.Say("button.person")]);
        }

        if (await RefusalAsync(talk, chart, instrument, cancellationToken) is { } refused)
        {
            return refused;
        }

        var id = line?.Id ?? CauseId.Of("assessment", chart.Patient.Value, instrument.Name, talk.Cause);
        var carried = first.Length > 0 ? await CarriedAsync(chart.Patient, first, instrument, cancellationToken) : new Dictionary<string, ItemAnswer>();
        // What the patient said before is nobody else's to read.
        var known = talk.Speaker is Speaker.OfFamily ? new Dictionary<string, KnownAnswer>() : await KnownAsync(chart, instrument, talk.Now, cancellationToken);
        var begun = await desk.StartAsync(chart.Patient, id, instrument, new AssessmentStart(instrument.Questionnaire.Canonical, instrument.Name, Spoken(talk, chart, instrument), carried, known), talk.Author, talk.Now, cancellationToken);
        if (IsProxy(talk) && !begun.Proxy)
        {
            begun = await desk.AnswerAsync(chart.Patient, begun, new AssessmentEvent { What = AssessmentStep.ByProxy, At = talk.Now, By = talk.Author }, cancellationToken);
        }

        var words = talk.Speaker is Speaker.OfStaff && !instrument.Questionnaire.Languages.Contains(chart.Language) ? talk.Say("coordinator.assess.script.interpreter")
            : begun.Proxy ? talk.Say("assessment.proxy.noted", ("name", chart.Name.Given)) : first.Length > 0 ? talk.In(Spoken(talk, chart, instrument)).Say("assessment.second") : "";
        return new Begun.Ready(instrument, begun, Resumed: false, words);
    }

    /// <summary>What must not be asked now is marked so: sensitive items of somebody who is not alone, or of another in the patient's place.</summary>
    public async Task<AssessmentResponse> WithoutUnaskableAsync(Talk talk, PatientId patient, Instrument instrument, AssessmentResponse response, CancellationToken cancellationToken)
    {
        if (response.SafeToAsk != false && !response.Proxy)
        {
            return response;
        }

        foreach (var item in instrument.Flow.Questions(response.Answers).Where(item => instrument.Sensitive(item.LinkId) is not null && !response.Answers.ContainsKey(item.LinkId)).ToList())
        {
            var left = new AssessmentEvent { What = AssessmentStep.Answered, At = talk.Now, By = talk.Author, LinkId = item.LinkId, Answer = ItemAnswer.Without(AbsentReason.NotAsked) };
            response = await desk.AnswerAsync(patient, response, left, cancellationToken);
        }

        return response;
    }

    private static AssessmentLine? Open(Talk talk, ChartSummary chart, Call call) => call.What is QuestionnaireDialog.Follow or SecondStage
        ? null
        : chart.Assessments.LastOrDefault(line => line.State == AssessmentState.Started
            && (call.Words.Length > 0 ? line.Name == call.Words || line.Id == call.Words : talk.Notes.Assessment is not { Open: true } note || note.Response == line.Id)
            && (talk.Speaker is not Speaker.OfFamily || talk.Notes.Assessment?.Response == line.Id));

    /// <summary>Why it cannot be begun here; null when it can.</summary>
    private async Task<Begun.Not?> RefusalAsync(Talk talk, ChartSummary chart, Instrument instrument, CancellationToken cancellationToken)
    {
        if (IsProxy(talk) && !instrument.MayBeAnsweredByOthers)
        {
            return new Begun.Not(talk.Say("assessment.proxy.refused", ("name", chart.Name.Given)), [talk.Say("button.person")]);
        }

        if (talk.Speaker is Speaker.OfStaff || instrument.Questionnaire.Languages.Contains(talk.Language))
        {
            return null;
        }

        // Validated words are not translated by the way: a person goes through them with an interpreter.
        var alert = await alerts.RaiseCallAsync(chart.Patient, "person.coming", talk.Author, talk.Now, cancellationToken);
        var outlook = await outlooks.ForAsync(chart, cancellationToken);
        return new Begun.Not(talk.Say("assessment.interpreter", ("coordinator", outlook.Coordinator), ("by", outlook.By(alert, talk))), [talk.Say("button.person")]);
    }

    /// <summary>What the first stage has answered already: the same question with the same answers.</summary>
    private async Task<IReadOnlyDictionary<string, ItemAnswer>> CarriedAsync(PatientId patient, string response, Instrument instrument, CancellationToken cancellationToken) =>
        await desk.FindAsync(patient, response, cancellationToken) is { } first
            ? KnownAnswers.Same(instrument.Questionnaire, await desk.Library.OpenAsync(first.Start.Questionnaire, cancellationToken), first.Answers)
            : new Dictionary<string, ItemAnswer>();

    private async Task<IReadOnlyDictionary<string, KnownAnswer>> KnownAsync(ChartSummary chart, Instrument instrument, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, KnownAnswer>(StringComparer.Ordinal);
        if (instrument.Interpretation is not { AskOnceDays: > 0 and var days })
        {
            return known;
        }

        foreach (var line in chart.Assessments.Where(line => line.CompletedAt is { } at && now - at <= TimeSpan.FromDays(days)).OrderBy(line => line.CompletedAt))
        {
            if (await desk.FindAsync(chart.Patient, line.Id, cancellationToken) is { } earlier)
            {
                foreach (var (linkId, answer) in KnownAnswers.Same(instrument.Questionnaire, await desk.Library.OpenAsync(line.Questionnaire, cancellationToken), earlier.Answers))
                {
                    if (instrument.Sensitive(linkId) is null)
                    {
                        known[linkId] = new KnownAnswer(answer, line.CompletedAt!.Value, line.Id);
                    }
                }
            }
        }

        return known;
    }

    /// <summary>Somebody answers in the patient's place: at the patient's own chat, or in their own.</summary>
    private static bool IsProxy(Talk talk) => talk.Notes.Proxy || talk.Speaker is Speaker.OfFamily;

    private static string Spoken(Talk talk, ChartSummary chart, Instrument instrument) => talk.Speaker is not Speaker.OfStaff ? talk.Language
        : instrument.Questionnaire.Languages.Contains(chart.Language) ? chart.Language
        : instrument.Questionnaire.Languages[0];

    private static IEnumerable<string> Names(Instrument instrument) => (instrument.Interpretation?.Also ?? []).Prepend(instrument.Name);

    private static string Squeeze(string words) => Folding.Words(words).Replace(" ", "", StringComparison.Ordinal);
}

/// <summary>What came of wanting to begin.</summary>
public abstract record Begun
{
    private Begun()
    {
    }

    /// <param name="Resumed">It was begun before and is gone on with.</param>
    /// <param name="Words">To say first; may be empty.</param>
    public sealed record Ready(Instrument Instrument, AssessmentResponse Response, bool Resumed, string Words) : Begun;

    public sealed record Not(string Words, IReadOnlyList<string> Buttons) : Begun;
}
