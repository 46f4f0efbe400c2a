using CareBot.Care.Assessments;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Dialogs.TakeAssessment;

namespace CareBot.Dialogs.SendAssessment;

/// <summary>The invitation opens the questions where nothing else is open; the result reaches the coordinator as a card.</summary>
public sealed class AssessmentNotices(AssessPatientDialog results, AssessmentDesk desk, Outlooks outlooks) : IOutreachWords
{
    public async Task<bool> SayAsync(OutreachItem item, ChartSummary chart, Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        switch (item)
        {
            case AssessmentInvite invite:
                await InviteAsync(invite, chart, talk, menu, cancellationToken);
                return true;
            case AssessmentResult result:
                if (await results.ResultCardAsync(chart, result.Response, talk, cancellationToken) is { } card)
                {
                    await talk.SendAsync(card, cancellationToken);
                }

                return true;
            default:
                return false;
        }
    }

    private async Task InviteAsync(AssessmentInvite invite, ChartSummary chart, Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        var line = chart.Assessments.First(one => one.Id == invite.Response);
        var instrument = await desk.Library.OpenAsync(line.Questionnaire, cancellationToken);
        var topic = instrument.Interpretation is { } meaning ? talk.Say(meaning.Topic) : instrument.Questionnaire.Title.In(talk.Language);
        var outlook = await outlooks.ForAsync(chart, cancellationToken);
        var dialogs = await menu.OpenAsync(talk, cancellationToken);
        if (dialogs.ActiveDialog is not null || invite.Again)
        {
            // Whoever is in the middle of something else is only told; the words open the questions.
            await talk.SendAsync(talk.Say(invite.Again ? "assessment.again" : "assessment.waiting", ("name", chart.Name.Given), ("coordinator", outlook.Coordinator), ("topic", topic)), cancellationToken);
            return;
        }

        await dialogs.BeginDialogAsync(nameof(TakeAssessment), new Call(QuestionnaireDialog.Invited, line.Id), cancellationToken);
    }
}
