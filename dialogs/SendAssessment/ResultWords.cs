using System.Text.Json.Nodes;
using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.TakeAssessment;

namespace CareBot.Dialogs.SendAssessment;

/// <summary>Results as the data of their cards: number and band, what each answer counted, what changed, what is proposed.</summary>
public static class ResultWords
{
    /// <summary>A finished assessment.</summary>
    public static JsonObject Result(ChartSummary chart, Instrument instrument, AssessmentRecord record, Talk talk) => new()
    {
        ["id"] = $"result-{record.Id}",
        ["response"] = record.Id,
        ["instrument"] = instrument.Name,
        ["title"] = instrument.Questionnaire.Title.In(talk.Language),
        ["patient"] = new JsonObject { ["id"] = chart.Patient.Value, ["name"] = talk.NameOf(chart) },
        ["answeredAt"] = talk.When(record.CompletedAt, chart.TimeZone),
        ["by"] = talk.Say(record.Proxy ? "coordinator.assess.by.relative" : record.By.Role == Roles.Coordinator ? "coordinator.assess.by.together" : "coordinator.assess.by.patient"),
        ["status"] = talk.Say($"coordinator.assess.status.{record.Status.ToString().ToLowerInvariant()}"),
        ["scores"] = List(record.Outcome.Scores.Select(score => Score(instrument, score, talk))),
        ["changes"] = List(record.Changes.Select(change => Change(instrument, change, talk))),
        ["answers"] = List(instrument.Questionnaire.Answered(record.Answers).Select(item => new JsonObject
        {
            ["question"] = QuestionWords.Label(item, talk),
            ["answer"] = Answer(item, record.Answers[item.LinkId], talk),
        }).Concat(instrument.Questionnaire.All.Where(item => item.IsUnasked && instrument.Interpretation is null or { Scores.Count: 0 } && record.Outcome.Computed.ContainsKey(item.LinkId)).Select(item => new JsonObject
        {
            ["question"] = QuestionWords.Label(item, talk),
            ["answer"] = QuestionWords.Value(record.Outcome.Computed[item.LinkId], item, talk),
        }))),
        ["needs"] = List(record.Outcome.Needs.Select(need => Need(chart, record, need, talk))),
        ["source"] = talk.Say("coordinator.assess.source", ("questionnaire", record.Questionnaire), ("version", record.Outcome.InterpretationVersion), ("sources", string.Join("; ", instrument.Interpretation?.Sources.Select(source => source.Name) ?? []))),
    };

    /// <summary>What is due or known of every instrument.</summary>
    /// <param name="hint">What the last press did; empty where there was none.</param>
    public static JsonObject Due(ChartSummary chart, IReadOnlyList<DueAssessment> due, string hint, Talk talk) => new()
    {
        ["hint"] = hint,
        ["id"] = $"assess-{chart.Patient.Value}",
        ["patient"] = new JsonObject { ["id"] = chart.Patient.Value, ["name"] = talk.NameOf(chart) },
        ["more"] = talk.Say("coordinator.assess.more"),
        ["rows"] = List(due.Select(one => new JsonObject
        {
            ["title"] = one.Instrument.Questionnaire.Title.In(talk.Language),
            ["state"] = State(one, chart, talk),
        })),
        ["choices"] = List(due.Where(one => one.State is not (DueState.Sent or DueState.Open)).Select(one => new JsonObject
        {
            ["title"] = one.Instrument.Questionnaire.Title.In(talk.Language),
            ["value"] = one.Instrument.Name,
        })),
    };

    /// <summary>Results over time, newest first.</summary>
    public static JsonObject History(ChartSummary chart, Instrument instrument, IReadOnlyList<AssessmentRecord> records, Talk talk)
    {
        var rule = instrument.Interpretation is { Scores: [var first, ..] } ? first : null;
        var points = records.Reverse().Select(record => (record.CompletedAt, Score: record.Outcome.Scores.FirstOrDefault(score => score.Id == rule?.Id))).Where(point => point.Score?.Total is not null).ToList();
        return new JsonObject
        {
            ["id"] = $"history-{instrument.Name}",
            ["title"] = instrument.Questionnaire.Title.In(talk.Language),
            ["patient"] = new JsonObject { ["id"] = chart.Patient.Value, ["name"] = talk.NameOf(chart) },
            ["picture"] = points.Count > 1 ? TrendPicture.Of([.. points.Select(point => point.Score!.Total!.Value)], rule!.Lowest, rule.Highest) : "",
            ["pictureText"] = string.Join(", ", points.Select(point => talk.Locale.Number(point.Score!.Total!.Value))),
            ["rows"] = List(records.Select(record => new JsonObject
            {
                ["date"] = talk.When(record.CompletedAt, chart.TimeZone),
                ["result"] = string.Join("; ", record.Outcome.Scores.Select(score => Total(score, talk)).DefaultIfEmpty(talk.Say("coordinator.assess.noScore"))),
            })),
        };
    }

    /// <summary>All questions with their answers to read out, for the telephone: in the patient's language, with the words of the paper.</summary>
    public static string Script(ChartSummary chart, Instrument instrument, Talk talk)
    {
        var language = instrument.Questionnaire.Languages.Contains(chart.Language) ? chart.Language : instrument.Questionnaire.Languages[0];
        var lines = new List<string> { talk.Say("coordinator.assess.script.head", ("instrument", instrument.Questionnaire.Title.In(talk.Language)), ("name", talk.NameOf(chart))) };
        if (language != chart.Language)
        {
            lines.Add(talk.Say("coordinator.assess.script.interpreter"));
        }

        var (number, heading) = (0, "");
        foreach (var item in instrument.Questionnaire.Questions)
        {
            var around = string.Join(" ", instrument.Questionnaire.Around(item).Select(group => group.Text?.In(language)).Where(text => text is not null));
            if (around != heading && around.Length > 0)
            {
                lines.Add($"\n**{around}**");
            }

            if (around != heading && instrument.Questionnaire.Around(item).Any(group => group.IsRepeatedGroup))
            {
                lines.Add(talk.Say("coordinator.assess.script.each"));
            }

            heading = around;
            if (instrument.Sensitive(item.LinkId) is not null && (number == 0 || !lines.Contains(talk.Say("coordinator.assess.script.alone"))))
            {
                lines.Add(talk.Say("coordinator.assess.script.alone"));
            }

            lines.Add($"{++number}. {item.Text?.In(language)}");
            if (item.Options.Count > 0)
            {
                lines.Add($"   {string.Join(" / ", item.Options.Select(option => option.Label.In(language) + (option.Weight is { } weight ? $" ({talk.Locale.Number(weight)})" : "")))}");
            }
        }

        return string.Join("\n", lines);
    }

    private static JsonObject Score(Instrument instrument, Score score, Talk talk)
    {
        var label = talk.Say(instrument.Interpretation!.Scores.First(rule => rule.Id == score.Id).Label);
        var change = score.Change is { } moved && score.PreviousAt is { } at
            ? talk.Say(moved switch { > 0 => "coordinator.assess.up", < 0 => "coordinator.assess.down", _ => "coordinator.assess.same" }, ("change", Math.Abs(moved)), ("previous", score.Previous), ("date", talk.Locale.Date(DateOnly.FromDateTime(at.Date))))
            : "";
        return new JsonObject
        {
            ["label"] = label,
            ["value"] = Total(score, talk),
            ["change"] = change,
            ["trace"] = string.Join(" + ", score.Trace.Select(item => $"{QuestionWords.Label(instrument.Questionnaire.Find(item.LinkId)!, talk)} {talk.Locale.Number(item.Counts)}")),
            ["missing"] = string.Join(", ", score.Missing.Select(linkId => QuestionWords.Label(instrument.Questionnaire.Find(linkId)!, talk))),
        };
    }

    private static string Total(Score score, Talk talk) => score.Total is { } total
        ? talk.Say("coordinator.assess.total", ("total", total), ("highest", score.Highest), ("band", talk.Say(score.Band!)))
        : talk.Say("coordinator.assess.noTotal");

    private static JsonObject Change(Instrument instrument, AnswerChange change, Talk talk)
    {
        var item = instrument.Questionnaire.Find(change.LinkId)!;
        return new JsonObject
        {
            ["question"] = QuestionWords.Label(item, talk),
            ["before"] = change.Before is { } before ? Answer(item, before, talk) : talk.Say("coordinator.assess.nothing"),
            ["after"] = change.After is { } after ? Answer(item, after, talk) : talk.Say("coordinator.assess.nothing"),
        };
    }

    private static JsonObject Need(ChartSummary chart, AssessmentRecord record, ProposedNeed need, Talk talk)
    {
        var line = chart.Needs.LastOrDefault(one => one.Id == need.Id);
        return new JsonObject
        {
            ["id"] = need.Id,
            ["text"] = $"{talk.Say(need.Text)} ({need.Code})",
            ["because"] = string.Join("; ", need.Because.Select(item => item.Answer).Distinct()),
            ["look"] = string.Join(", ", need.Resources),
            ["state"] = (line?.State ?? NeedState.Proposed).ToString().ToLowerInvariant(),
            ["response"] = record.Id,
            ["refer"] = $"refer {WhoIsMeant.Told(chart)} for {(need.Resources is [var first, ..] ? first : need.Id)}",
            ["plan"] = $"plan {WhoIsMeant.Told(chart)}",
        };
    }

    private static string Answer(QuestionItem item, ItemAnswer answer, Talk talk) => answer.Absent switch
    {
        AbsentReason.NotAsked => talk.Say("coordinator.assess.notAsked"),
        AbsentReason.AskedDeclined => talk.Say("coordinator.assess.declined"),
        AbsentReason.Unknown => talk.Say("coordinator.assess.notKnown"),
        _ => QuestionWords.Answer(item, answer, talk),
    };

    private static string State(DueAssessment one, ChartSummary chart, Talk talk)
    {
        string On(DateTimeOffset? at) => at is { } instant ? talk.Locale.Date(PatientDay.Of(instant, chart.TimeZone)) : "";
        var result = one.Line is { CompletedAt: not null } done ? string.Join("; ", done.Scores.Select(score => Total(score, talk))) : "";
        return one.State switch
        {
            DueState.Never => talk.Say("coordinator.assess.state.never"),
            DueState.Sent => talk.Say("coordinator.assess.state.sent", ("date", On(one.Line!.SentAt))),
            DueState.Open => talk.Say("coordinator.assess.state.open", ("date", On(one.Line!.StartedAt))),
            DueState.Due => talk.Say("coordinator.assess.state.due", ("date", On(one.Line!.CompletedAt)), ("result", result)),
            _ => talk.Say("coordinator.assess.state.known", ("date", On(one.Line!.CompletedAt)), ("result", result)),
        };
    }

    private static JsonArray List(IEnumerable<JsonObject> rows) => new([.. rows.Select(row => (JsonNode)row)]);
}
