using System.Text.Json;
using CareBot.Care.Records;

namespace CareBot.Care.Patients;

/// <summary>The practice and its staff: found by id or by the id that Teams sends.</summary>
public sealed class PeopleDesk(IRecordStore store)
{
    private const string Table = "people";
    private const string StaffPartition = "staff";
    private const string EntraPartition = "entra";
    private const string PracticePartition = "practice";
    private const string PracticeKey = "practice";

    private Practice? _practice;

    public async Task<Staff?> FindAsync(StaffId id, CancellationToken cancellationToken)
    {
        var found = await store.FindAsync(Table, StaffPartition, [id.Value], cancellationToken);
        return found.Count == 0 ? null : JsonSerializer.Deserialize(found[0].Json.Span, CareJson.Default.Staff);
    }

    /// <summary>What a member of staff is called; their id where nobody has it any more.</summary>
    public async Task<string> NameAsync(StaffId id, CancellationToken cancellationToken) => (await FindAsync(id, cancellationToken))?.Name.Full ?? id.Value;

    /// <summary>Finds the member of staff whom Teams knows under this Entra object id.</summary>
    public async Task<Staff?> FindByEntraAsync(string objectId, CancellationToken cancellationToken)
    {
        if (objectId.Length is 0 or > 256)
        {
            return null;
        }

        var found = await store.FindAsync(Table, EntraPartition, [objectId], cancellationToken);
        return found.Count == 0 ? null : await FindAsync(JsonSerializer.Deserialize(found[0].Json.Span, CareJson.Default.StaffId), cancellationToken);
    }

    public async Task<IReadOnlyList<Staff>> StaffAsync(CancellationToken cancellationToken)
    {
        var page = await store.ReadAsync(Table, StaffPartition, new KeyRange(), 1000, null, cancellationToken);
        return [.. page.Records.Select(record => JsonSerializer.Deserialize(record.Json.Span, CareJson.Default.Staff)!)];
    }

    /// <summary>Changes what is known of a member of staff, deciding again on every conflict; nothing where there is none under this id.</summary>
    /// <param name="id">Who.</param>
    /// <param name="change">Pure; returns its argument when there is nothing to change.</param>
    /// <param name="cancellationToken">Cancels the work between attempts.</param>
    public async Task ChangeAsync(StaffId id, Func<Staff, Staff> change, CancellationToken cancellationToken)
    {
        while (await store.FindAsync(Table, StaffPartition, [id.Value], cancellationToken) is [var record])
        {
            var staff = JsonSerializer.Deserialize(record.Json.Span, CareJson.Default.Staff)!;
            var changed = change(staff);
            if (changed == staff
                || await store.CommitAsync(Table, StaffPartition, [new RecordChange.Replace(id.Value, JsonSerializer.SerializeToUtf8Bytes(changed, CareJson.Default.Staff), record.ETag)], cancellationToken) is Commit.Done)
            {
                return;
            }
        }
    }

    /// <summary>Adds a member of staff, or takes the place of what was known of them.</summary>
    public async Task PutAsync(Staff staff, CancellationToken cancellationToken)
    {
        await store.CommitAsync(Table, StaffPartition, [new RecordChange.Put(staff.Id.Value, JsonSerializer.SerializeToUtf8Bytes(staff, CareJson.Default.Staff))], cancellationToken);
        await store.CommitAsync(Table, EntraPartition, [new RecordChange.Put(staff.EntraObjectId, JsonSerializer.SerializeToUtf8Bytes(staff.Id, CareJson.Default.StaffId))], cancellationToken);
    }

    /// <summary>The practice; read once, then again when it was put.</summary>
    /// <exception cref="InvalidOperationException">No practice has been set up.</exception>
    public async Task<Practice> PracticeAsync(CancellationToken cancellationToken) =>
        await FindPracticeAsync(cancellationToken) ?? throw new InvalidOperationException("No practice is set up: run the verb 'import practice', or 'seed' for the demo practice.");

    public async Task<Practice?> FindPracticeAsync(CancellationToken cancellationToken)
    {
        if (_practice is not null)
        {
            return _practice;
        }

        var found = await store.FindAsync(Table, PracticePartition, [PracticeKey], cancellationToken);
        if (found.Count == 0)
        {
            return null;
        }

        var practice = JsonSerializer.Deserialize(found[0].Json.Span, CareJson.Default.Practice)!;
        _practice = practice;
        return practice;
    }

    public async Task PutAsync(Practice practice, CancellationToken cancellationToken)
    {
        await store.CommitAsync(Table, PracticePartition, [new RecordChange.Put(PracticeKey, JsonSerializer.SerializeToUtf8Bytes(practice, CareJson.Default.Practice))], cancellationToken);
        _practice = null;
    }
}
