namespace CareBot.Care.Assessments;

/// <summary>Where a response stands, in FHIR's words.</summary>
public enum ResponseStatus
{
    InProgress,
    Completed,
    Amended,
    Stopped,
}

/// <summary>A response as its events add up to. What was answered before is not lost: the events keep it.</summary>
public sealed record AssessmentResponse
{
    public required string Id { get; init; }

    public required AssessmentStart Start { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The newest answer to each item, also of items that are not asked any more.</summary>
    public required IReadOnlyDictionary<string, ItemAnswer> Answers { get; init; }

    public required ResponseStatus Status { get; init; }

    public required IReadOnlyList<AssessmentEvent> Events { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The person said that they are alone and safe (true), or not (false); null when it was not asked yet.</summary>
    public bool? SafeToAsk { get; init; }

    /// <summary>Somebody answers in the patient's place.</summary>
    public required bool Proxy { get; init; }

    /// <summary>Known answers that were neither confirmed nor given anew.</summary>
    public IReadOnlyDictionary<string, KnownAnswer> ToConfirm => Start.Known.Where(known => !Answers.ContainsKey(known.Key)).ToDictionary();

    /// <summary>It is to be asked whether the known answer to this item is still true.</summary>
    public bool IsToConfirm(string linkId) => Start.Known.ContainsKey(linkId) && !Answers.ContainsKey(linkId);

    /// <summary>This has happened already: one activity does a thing to an item once.</summary>
    public bool Has(AssessmentEvent happened)
    {
        for (var i = 0; i < Events.Count; i++)
        {
            if (Events[i] is var one && one.What == happened.What && one.LinkId == happened.LinkId && one.By.ActivityId == happened.By.ActivityId)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same after one thing more.</summary>
    public AssessmentResponse With(AssessmentEvent happened)
    {
        var events = new AssessmentEvent[Events.Count + 1];
        for (var i = 0; i < Events.Count; i++)
        {
            events[i] = Events[i];
        }

        events[^1] = happened;
        return Of(Id, events)!;
    }

    /// <summary>How many corrections came after it was submitted.</summary>
    public int Corrections => Events.SkipWhile(one => one.What is not (AssessmentStep.Completed or AssessmentStep.Stopped)).Count(one => one.What == AssessmentStep.Answered);

    /// <param name="events">In the order in which they happened, the start first.</param>
    /// <returns>Null where there are none.</returns>
    public static AssessmentResponse? Of(string id, IReadOnlyList<AssessmentEvent> events)
    {
        if (events.Count == 0 || events[0].Start is not { } start)
        {
            return null;
        }

        var answers = new Dictionary<string, ItemAnswer>(start.Carried, StringComparer.Ordinal);
        var (status, completed, safe, proxy) = (ResponseStatus.InProgress, (DateTimeOffset?)null, (bool?)null, false);
        for (var i = 0; i < events.Count; i++)
        {
            var one = events[i];
            switch (one.What)
            {
                case AssessmentStep.ByProxy:
                    proxy = true;
                    break;
                case AssessmentStep.Answered or AssessmentStep.Confirmed:
                    answers[one.LinkId!] = one.Answer!;
                    status = completed is null ? status : ResponseStatus.Amended;
                    break;
                case AssessmentStep.Completed:
                    (status, completed) = (ResponseStatus.Completed, one.At);
                    break;
                case AssessmentStep.Stopped:
                    (status, completed) = (ResponseStatus.Stopped, one.At);
                    break;
                case AssessmentStep.SafeToAsk:
                    safe = one.Answer!.Values is [AnswerValue.Truth { Value: true }];
                    break;
            }
        }

        return new AssessmentResponse
        {
            Id = id,
            Start = start,
            StartedAt = events[0].At,
            Answers = answers,
            Status = status,
            Events = events,
            CompletedAt = completed,
            SafeToAsk = safe,
            Proxy = proxy,
        };
    }
}
