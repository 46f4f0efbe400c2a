using CareBot.Care.Records;

namespace CareBot.Care.Outreach;

/// <summary>A look at a chart that is written down just before the fact that it is about. (<see cref="Agenda.Intend"/>)</summary>
public sealed class IntendedLook(RecordBatch batch, Func<Commit.Done, AgendaRow> row)
{
    /// <summary>What is to be committed first; meets no conflict.</summary>
    public RecordBatch Batch => batch;

    /// <summary>The look as it stands on the agenda; null before it is written.</summary>
    public AgendaRow? Row { get; private set; }

    public void Written(Commit commit) => Row = row((Commit.Done)commit);
}
