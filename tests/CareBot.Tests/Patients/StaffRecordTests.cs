using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Demo;
using CareBot.Storage;
using CareBot.Tests.Host;

namespace CareBot.Tests.Patients;

/// <summary>What is known of a member of staff is changed by what it is, not by what it was: alerts go to the address that they have now.</summary>
public sealed class StaffRecordTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);
    private static readonly StaffId Maria = new("maria");
    private static readonly Unreachable Gone = new(Now, "conversation-gone");

    private readonly TestStore _store = new(SqliteRecordStore.OpenTemporary());
    private readonly PeopleDesk _people;
    private readonly EnrolDesk _enrol;

    public StaffRecordTests()
    {
        _people = new PeopleDesk(_store);
        _enrol = new EnrolDesk(new Charts(_store), _people, new Agenda(_store));
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_new_address_that_comes_while_the_old_one_is_given_up_is_not_given_up_with_it()
    {
        var maria = await AddAsync("old");
        Meanwhile(() => _enrol.ReachableAsync(new Speaker.OfStaff(maria), "new", Now, Cancelled));
        await _enrol.LostAsync(Maria, Gone, address => address == "old", Cancelled);
        Assert.Equal(("new", (Unreachable?)null), await AddressAsync());
    }

    [Fact]
    public async Task An_address_that_is_given_up_stays_so_until_they_write_again_and_the_first_reason_stands()
    {
        var maria = await AddAsync("old");
        await _enrol.LostAsync(Maria, Gone, address => address == "other", Cancelled);
        Assert.Equal(("old", (Unreachable?)null), await AddressAsync());
        await _enrol.LostAsync(Maria, Gone, address => address == "old", Cancelled);
        await _enrol.LostAsync(Maria, Gone with { Reason = "bot-removed" }, address => address == "old", Cancelled);
        Assert.Equal(("old", Gone), await AddressAsync());
        await _enrol.ReachableAsync(new Speaker.OfStaff(maria with { Unreachable = Gone }), "old", Now, Cancelled);
        Assert.Equal(("old", (Unreachable?)null), await AddressAsync());
    }

    [Fact]
    public async Task What_else_changes_of_somebody_who_writes_is_kept_beside_their_new_address()
    {
        var maria = await AddAsync("old");
        Meanwhile(() => _people.PutAsync(maria with { Position = "lead" }, Cancelled));
        await _enrol.ReachableAsync(new Speaker.OfStaff(maria), "new", Now, Cancelled);
        var after = (await _people.FindAsync(Maria, Cancelled))!;
        Assert.Equal(("lead", "new"), (after.Position, after.Conversation));
    }

    [Fact]
    public async Task Seeding_the_demo_practice_again_takes_nobody_their_address()
    {
        await using var bot = new BotFixture();
        await bot.SayAsync("maria", "hello");
        var before = (await bot.Get<PeopleDesk>().FindAsync(Maria, Cancelled))!.Conversation;
        await bot.Get<DemoPractice>().SeedAsync(0, 0, 1, Cancelled);
        Assert.NotNull(before);
        Assert.Equal(before, (await bot.Get<PeopleDesk>().FindAsync(Maria, Cancelled))!.Conversation);
    }

    private async Task<Staff> AddAsync(string address)
    {
        var maria = new Staff { Id = Maria, Name = new PersonName("Maria", "Ortiz"), EntraObjectId = "e1", Position = "care coordinator", Conversation = address };
        await _people.PutAsync(maria, Cancelled);
        return maria;
    }

    /// <summary>Has something else happen before the next write.</summary>
    private void Meanwhile(Func<Task> happens) => _store.Before = async call =>
    {
        if (call is { Writes: true, Table: "people" })
        {
            _store.Mend();
            await happens();
        }
    };

    private async Task<(string? Address, Unreachable? Lost)> AddressAsync() =>
        await _people.FindAsync(Maria, Cancelled) is { } maria ? (maria.Conversation, maria.Unreachable) : default;
}
