using CareBot.Care.Messages;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.WriteMessage;

/// <summary>Passes a message of the care team on, with who wrote it.</summary>
public sealed class MessageNotice(PeopleDesk people) : IOutreachWords
{
    public async Task<bool> SayAsync(OutreachItem item, ChartSummary chart, Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        if (item is not PassOn pass)
        {
            return false;
        }

        var message = chart.Messages.First(one => one.Id == pass.Message);
        var practice = await people.PracticeAsync(cancellationToken);
        var words = talk.Say("message.from", ("name", await people.NameAsync(new StaffId(message.By.Id), cancellationToken)), ("practice", practice.Name));
        await talk.SendAsync($"{words}\n\n{message.Words}", [talk.Say("message.button.write"), talk.Say("button.person")], cancellationToken);
        return true;
    }
}
