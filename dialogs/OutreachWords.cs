using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;

namespace CareBot.Dialogs;

/// <summary>What the bot says first. The rules are asked again at the moment of saying, so that nothing is said that is no longer so.</summary>
public sealed class OutreachWords(Charts charts, PeopleDesk people, OutreachRules rules, Namesakes namesakes, IEnumerable<IOutreachWords> features)
{
    private readonly IReadOnlyList<IOutreachWords> _features = [.. features];

    /// <exception cref="NotSupportedException">No feature has words for an item that is due.</exception>
    public async Task SayAsync(OutreachItem item, Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        if (await charts.FindAsync(item.Patient, cancellationToken) is not { Summary: var chart }
            || !rules.Due(chart, await people.PracticeAsync(cancellationToken), talk.Now).Contains(item)
            || await HearerAsync(item, chart, cancellationToken) is not { } hearer)
        {
            return;
        }

        var theirs = talk.As(hearer);
        await namesakes.SetAsync(theirs, cancellationToken);
        theirs.HasQuestion = hearer is Speaker.OfStaff && (await menu.OpenAsync(theirs, cancellationToken)).ActiveDialog is not null;
        foreach (var feature in _features)
        {
            if (await feature.SayAsync(item, chart, theirs, menu, cancellationToken))
            {
                await AskAgainAsync(theirs, menu, cancellationToken);
                talk.Notes = theirs.Notes;
                return;
            }
        }

        throw new NotSupportedException($"Nothing says {item.GetType().Name}.");
    }

    /// <summary>A card that comes between a question and its answer leaves staff with buttons of both: the question stands last again.</summary>
    private static async Task AskAgainAsync(Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        if (talk.HasQuestion && await menu.OpenAsync(talk, cancellationToken) is { ActiveDialog: not null } dialogs)
        {
            talk.ForgetNumbers();
            await dialogs.RepromptDialogAsync(cancellationToken);
        }
    }

    private async Task<Speaker?> HearerAsync(OutreachItem item, ChartSummary chart, CancellationToken cancellationToken) =>
        item.Family is { } family ? chart.Family.FirstOrDefault(one => one.Id == family) is { } member ? new Speaker.OfFamily(member, chart) : null
        : item.Staff is not { } id ? new Speaker.OfPatient(chart)
        : await people.FindAsync(id, cancellationToken) is { } staff ? new Speaker.OfStaff(staff)
        : null;
}
