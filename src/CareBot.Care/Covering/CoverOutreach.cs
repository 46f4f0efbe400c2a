using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Care.Covering;

/// <summary>What there is to say of a cover, each once.</summary>
public enum CoverNews
{
    /// <summary>To who is to cover: will they?</summary>
    Ask,

    /// <summary>To whose patients they are: the other has accepted.</summary>
    Accepted,

    /// <summary>To whose patients they are: the other has declined.</summary>
    Declined,

    /// <summary>To whose patients they are: it was to begin, and the other has not answered.</summary>
    Unanswered,

    /// <summary>To who covers: it begins.</summary>
    Begins,

    /// <summary>To whose patients they are: it has ended.</summary>
    Ended,

    /// <summary>To who covered: it has ended.</summary>
    Done,

    /// <summary>To the patient: who looks after them.</summary>
    Patient,

    /// <summary>To the patient, who was told until when: it has ended earlier.</summary>
    PatientAgain,
}

/// <summary>Says something of a cover.</summary>
/// <param name="To">Null for the patient.</param>
public sealed record TellCover(string Id, PatientId Patient, CoverNews News, StaffId? To) : OutreachItem(Id, Patient)
{
    public override StaffId? Staff => To;

    // Who has to act waits for it.
    public override bool IsAwaited => To is not null;
}

/// <summary>What covers have due. Pure.</summary>
public sealed class CoverOutreach : IDueRules
{
    public IEnumerable<OutreachItem> Due(ChartSummary chart, Practice practice, DateTimeOffset now)
    {
        if (chart.Cover is not { } cover)
        {
            return [];
        }

        return News(cover, chart, now).Where(one => !cover.Told.Contains(one.News.ToString())).Select(one => new TellCover($"outreach:cover:{cover.Id}:{one.News}:{chart.Patient.Value}", chart.Patient, one.News, one.To));
    }

    private static IEnumerable<(CoverNews News, StaffId? To)> News(Cover cover, ChartSummary chart, DateTimeOffset now)
    {
        if (cover.State == CoverState.Begun && !chart.Nameless)
        {
            yield return (CoverNews.Patient, null);
        }

        if (cover is { State: CoverState.Over, EndedEarly: true } && cover.Told.Contains(nameof(CoverNews.Patient)))
        {
            yield return (CoverNews.PatientAgain, null);
        }

        if (!cover.Leads)
        {
            yield break;
        }

        switch (cover.State)
        {
            case CoverState.Asked:
                yield return (CoverNews.Ask, cover.By);
                if (cover.From <= now && cover.From > cover.AskedAt)
                {
                    yield return (CoverNews.Unanswered, cover.For);
                }

                break;
            case CoverState.Declined:
                yield return (CoverNews.Declined, cover.For);
                break;
            case CoverState.Accepted:
                yield return (CoverNews.Accepted, cover.For);
                break;
            case CoverState.Begun:
                yield return (CoverNews.Accepted, cover.For);
                yield return (CoverNews.Begins, cover.By);
                break;
            case CoverState.Over when cover.Told.Contains(nameof(CoverNews.Begins)):
                yield return (CoverNews.Ended, cover.For);
                yield return (CoverNews.Done, cover.By);
                break;
        }
    }

    public DateTimeOffset? NextLook(ChartSummary chart, Practice practice, DateTimeOffset now) =>
        chart.Cover is { IsOpen: true } cover ? new[] { cover.From, cover.Until }.Where(at => at > now).Min() : null;

    public ChartSummary Mark(ChartSummary chart, IReadOnlyList<OutreachItem> due, IReadOnlyList<OutreachItem> said)
    {
        if (chart.Cover is not { } cover)
        {
            return chart;
        }

        var told = said.OfType<TellCover>().Where(item => item.Id.StartsWith($"outreach:cover:{cover.Id}:", StringComparison.Ordinal)).Select(item => item.News.ToString()).Except(cover.Told).ToList();
        return told.Count == 0 ? chart : chart with { Cover = cover with { Told = [.. cover.Told, .. told] } };
    }
}
