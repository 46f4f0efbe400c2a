using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Plans;

namespace CareBot.Dialogs.ReadPlan;

/// <summary>What the bot says first about the plan: the question to the patient on top of whatever is open, their answer to the coordinator.</summary>
public sealed class PlanNotice(PlanForDialog plans) : IOutreachWords
{
    public async Task<bool> SayAsync(OutreachItem item, ChartSummary chart, Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        switch (item)
        {
            case AskPlan ask:
                await (await menu.OpenAsync(talk, cancellationToken)).BeginDialogAsync(nameof(ReadPlan), new Call(ReadPlanDialog.Agree, ask.Problem), cancellationToken);
                return true;
            case ShowPlan:
                await plans.ShowAsync(chart, talk, cancellationToken);
                return true;
            default:
                return false;
        }
    }
}
