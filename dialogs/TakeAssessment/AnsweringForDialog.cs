using CareBot.Care.Consent;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.TakeAssessment;

/// <summary>The patient says who may answer in their place, and takes it back.</summary>
public sealed class AnsweringForDialog(AnsweringDesk desk, FamilyDesk families, PhraseBook phrases) : GuidedDialog("AnsweringFor")
{
    private const string Allow = "allow";
    private const string Revoke = "revoke";

    // Nobody is described at greater length.
    private const int LongestWho = 60;

    /// <summary>Somebody may answer in this patient's place now.</summary>
    public static bool IsAllowed(ChartSummary chart, DateTimeOffset now) => chart.Answering.Any(one => one.Holds(now));

    public override Call? Claim(Said said, Talk talk) => talk.Speaker is not Speaker.OfPatient || said.Command is not null ? null
        : phrases.Matches("answering.revoke", said.Text) ? new Call(Revoke)
        : phrases.Find("answering.allow", said.Text) is { Length: > 0 and <= LongestWho } who ? new Call(Allow, who)
        : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var (talk, call) = (Talk.Of(dc.Context), CallOf(options));
        var chart = ((Speaker.OfPatient)talk.Speaker).Chart;
        switch (call.What)
        {
            // Who answers for another cannot give themselves, or somebody else, the permission to.
            case Allow when talk.Notes.Proxy:
                await talk.SendAsync(talk.Say("answering.onlySelf", ("name", chart.Name.Given)), [talk.Say("button.person")], cancellationToken);
                break;
            case Allow:
                await desk.AllowAsync(chart.Patient, call.Words, talk.Author, talk.Now, cancellationToken);
                if (Meant(chart, call.Words) is { } meant)
                {
                    await families.AllowAsync(chart.Patient, meant.Id, FamilyScopes.Answers, talk.Author, talk.Now, cancellationToken);
                }

                await talk.SendAsync(talk.Say("answering.allowed", ("who", call.Words)), cancellationToken);
                break;
            default:
                talk.Notes = talk.Notes with { Proxy = false };
                foreach (var member in chart.Family.Where(one => one.MayAnswer))
                {
                    await families.EndAsync(chart.Patient, member.Id, FamilyScopes.Answers, talk.Author, talk.Now, cancellationToken);
                }

                await talk.SendAsync(talk.Say(await desk.RevokeAsync(chart.Patient, talk.Now, cancellationToken) == 0 ? "answering.revoked.none" : "answering.revoked"), cancellationToken);
                break;
        }

        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    /// <summary>The one of the family whom these words name, by name or as "my daughter"; null where it is nobody or several.</summary>
    private static FamilyMember? Meant(ChartSummary chart, string who)
    {
        var words = who.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return chart.Family.Where(one => words.Any(word => Folding.Words(one.Name.Given) == word || Folding.Words(one.Relation) == word)).ToList() is [var only] ? only : null;
    }
}
