using CareBot.Care.CheckIns;

namespace CareBot.Care.Assessments;

/// <summary>Where people stop answering a questionnaire. Counts alone: it names nobody.</summary>
/// <param name="Waiting">Sent and not opened yet.</param>
/// <param name="Stopped">Ended at an answer that needs a human.</param>
/// <param name="HandedOver">Asked for a human and answered no further: the questions go on by voice, nobody dropped out.</param>
/// <param name="Places">Where it was left or skipped, most often first.</param>
public sealed record Funnel(Instrument Instrument, int Waiting, int Opened, int Finished, int Stopped, int HandedOver, IReadOnlyList<FunnelPlace> Places)
{
    /// <summary>Begun, not done, and nobody was asked for.</summary>
    public int Left => Opened - Finished - Stopped - HandedOver;

    /// <summary>Counts what became of every response of one questionnaire: pure.</summary>
    /// <param name="waiting">How many were sent and not opened.</param>
    /// <param name="responses">All that were opened, of whatever patient.</param>
    public static Funnel Of(Instrument instrument, int waiting, IReadOnlyList<AssessmentResponse> responses)
    {
        var flow = instrument.Flow;
        var places = new Dictionary<string, FunnelPlace>(StringComparer.Ordinal);
        void Count(string asked, Func<FunnelPlace, FunnelPlace> more)
        {
            var linkId = instrument.Questionnaire.Find(asked)?.Original ?? asked;
            places[linkId] = more(places.GetValueOrDefault(linkId) ?? new FunnelPlace(linkId, 0, 0, 0, 0));
        }

        foreach (var response in responses)
        {
            foreach (var skipped in response.Answers.Where(answer => answer.Value.Absent == AbsentReason.AskedDeclined))
            {
                Count(skipped.Key, place => place with { Skipped = place.Skipped + 1 });
            }

            if (response.CompletedAt is null && flow.Next(response.Answers) is { } next)
            {
                var said = response.Events[^1].What == AssessmentStep.PutAside;
                Count(next.LinkId, place => IsHandedOver(response) ? place with { HandedOver = place.HandedOver + 1 }
                    : said ? place with { PutAside = place.PutAside + 1 } : place with { Silent = place.Silent + 1 });
            }
        }

        return new Funnel(
            instrument, waiting, responses.Count, responses.Count(one => one.CompletedAt is not null && !IsStopped(one)), responses.Count(IsStopped), responses.Count(IsHandedOver),
            [.. places.Values.OrderByDescending(place => place.PutAside + place.Silent).ThenByDescending(place => place.Skipped).ThenBy(place => place.LinkId, StringComparer.Ordinal)]);
    }

    private static bool IsHandedOver(AssessmentResponse response) => response.CompletedAt is null
        && response.Events.Reverse().TakeWhile(one => one.What is AssessmentStep.AskedForPerson or AssessmentStep.PutAside).Any(one => one.What == AssessmentStep.AskedForPerson);

    private static bool IsStopped(AssessmentResponse response) => response.Events.Any(one => one.What == AssessmentStep.Stopped);
}

/// <param name="LinkId">The question.</param>
/// <param name="PutAside">So many said "not now" here and have not come back.</param>
/// <param name="Silent">So many said nothing any more.</param>
/// <param name="Skipped">So many did not want to answer it.</param>
/// <param name="HandedOver">So many asked for a human here.</param>
public sealed record FunnelPlace(string LinkId, int PutAside, int Silent, int Skipped, int HandedOver);
