using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CareBot.Tests.BotFramework;

public sealed class StateTests
{
    private readonly CountingStorage _storage = new();
    private readonly TestAdapter _adapter = new();

    [Fact]
    public async Task What_one_turn_sets_the_next_one_finds()
    {
        await InTurn(async (state, turn) =>
        {
            await state.CreateProperty<string>("name").SetAsync(turn, "Añá", Token);
            await state.CreateProperty<int>("count").SetAsync(turn, 3, Token);
            await state.CreateProperty<decimal>("weight").SetAsync(turn, 82.10m, Token);
            await state.CreateProperty<bool>("yes").SetAsync(turn, true, Token);
            await state.CreateProperty<DateTimeOffset>("at").SetAsync(turn, new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(-6)), Token);
            await state.CreateProperty<List<string>>("list").SetAsync(turn, ["a", "b"], Token);
            await state.CreateProperty<Dictionary<string, object>>("map").SetAsync(turn, new() { ["a"] = 1, ["b"] = "x" }, Token);
            await state.CreateProperty<JsonObject>("node").SetAsync(turn, new JsonObject { ["k"] = 1 }, Token);
            await state.CreateProperty<DialogState>("dialogs").SetAsync(turn, new DialogState([new DialogInstance { Id = "d" }]), Token);
        });

        await InTurn(async (state, turn) =>
        {
            Assert.Equal("Añá", await state.CreateProperty<string>("name").GetAsync(turn, cancellationToken: Token));
            Assert.Equal(3, await state.CreateProperty<int>("count").GetAsync(turn, cancellationToken: Token));
            Assert.Equal(82.10m, await state.CreateProperty<decimal>("weight").GetAsync(turn, cancellationToken: Token));
            Assert.True(await state.CreateProperty<bool>("yes").GetAsync(turn, cancellationToken: Token));
            Assert.Equal(TimeSpan.FromHours(-6), (await state.CreateProperty<DateTimeOffset>("at").GetAsync(turn, cancellationToken: Token)).Offset);
            Assert.Equal(["a", "b"], await state.CreateProperty<List<string>>("list").GetAsync(turn, cancellationToken: Token));
            Assert.Equal(1L, (await state.CreateProperty<Dictionary<string, object>>("map").GetAsync(turn, cancellationToken: Token))["a"]);
            Assert.Equal(1, (int)(await state.CreateProperty<JsonObject>("node").GetAsync(turn, cancellationToken: Token))["k"]!);
            Assert.Equal("d", (await state.CreateProperty<DialogState>("dialogs").GetAsync(turn, cancellationToken: Token)).DialogStack[0].Id);
        });
    }

    [Fact]
    public async Task A_missing_value_is_the_default_or_what_the_factory_makes()
    {
        await InTurn(async (state, turn) =>
        {
            Assert.Null(await state.CreateProperty<string>("a").GetAsync(turn, cancellationToken: Token));
            Assert.Equal(0, await state.CreateProperty<int>("b").GetAsync(turn, cancellationToken: Token));
            Assert.Equal(7, await state.CreateProperty<int>("c").GetAsync(turn, () => 7, Token));
        });

        await InTurn(async (state, turn) => Assert.Equal(7, await state.CreateProperty<int>("c").GetAsync(turn, () => 8, Token)));
    }

    [Fact]
    public async Task A_deleted_value_is_missing()
    {
        await InTurn((state, turn) => state.CreateProperty<string>("a").SetAsync(turn, "x", Token));
        await InTurn((state, turn) => state.CreateProperty<string>("a").DeleteAsync(turn, Token));

        await InTurn(async (state, turn) => Assert.Null(await state.CreateProperty<string>("a").GetAsync(turn, cancellationToken: Token)));
    }

    [Fact]
    public async Task Only_what_changed_is_written()
    {
        await InTurn((state, turn) => state.CreateProperty<List<string>>("a").SetAsync(turn, ["x"], Token));
        Assert.Equal(1, _storage.Writes);

        await InTurn((state, turn) => state.CreateProperty<List<string>>("a").GetAsync(turn, cancellationToken: Token));
        await InTurn((_, _) => Task.CompletedTask);
        Assert.Equal(1, _storage.Writes);

        await InTurn(async (state, turn) => (await state.CreateProperty<List<string>>("a").GetAsync(turn, cancellationToken: Token)).Add("y"));
        Assert.Equal(2, _storage.Writes);
    }

    [Fact]
    public async Task State_that_was_never_touched_is_neither_read_nor_written()
    {
        await InTurn((_, _) => Task.CompletedTask);

        Assert.Equal((0, 0), (_storage.Reads, _storage.Writes));
    }

    [Fact]
    public async Task State_is_read_once_a_turn()
    {
        await InTurn(async (state, turn) =>
        {
            await state.CreateProperty<string>("a").GetAsync(turn, cancellationToken: Token);
            await state.CreateProperty<string>("b").SetAsync(turn, "x", Token);
            await state.LoadAsync(turn, cancellationToken: Token);
        });

        Assert.Equal(1, _storage.Reads);
    }

    [Fact]
    public async Task Reading_again_by_force_forgets_what_the_turn_changed()
    {
        await InTurn(async (state, turn) =>
        {
            await state.CreateProperty<string>("a").SetAsync(turn, "x", Token);
            await state.LoadAsync(turn, true, Token);
            Assert.Null(await state.CreateProperty<string>("a").GetAsync(turn, cancellationToken: Token));
        });
    }

    [Fact]
    public async Task A_turn_may_save_twice()
    {
        await InTurn(async (state, turn) =>
        {
            await state.CreateProperty<string>("a").SetAsync(turn, "x", Token);
            await state.SaveChangesAsync(turn, cancellationToken: Token);
            await state.CreateProperty<string>("a").SetAsync(turn, "y", Token);
        });

        await InTurn(async (state, turn) => Assert.Equal("y", await state.CreateProperty<string>("a").GetAsync(turn, cancellationToken: Token)));
    }

    [Fact]
    public async Task Of_two_turns_at_once_the_later_save_is_refused()
    {
        await InTurn((state, turn) => state.CreateProperty<string>("a").SetAsync(turn, "0", Token));
        var state = new ConversationState(_storage);
        var (first, second) = (Turn(), Turn());
        await state.CreateProperty<string>("a").SetAsync(first, "1", Token);
        await state.CreateProperty<string>("a").SetAsync(second, "2", Token);

        await state.SaveChangesAsync(first, cancellationToken: Token);

        await Assert.ThrowsAsync<InvalidOperationException>(() => state.SaveChangesAsync(second, cancellationToken: Token));
        await InTurn(async (s, turn) => Assert.Equal("1", await s.CreateProperty<string>("a").GetAsync(turn, cancellationToken: Token)));
    }

    [Fact]
    public async Task Cleared_state_is_stored_empty()
    {
        await InTurn((state, turn) => state.CreateProperty<string>("a").SetAsync(turn, "x", Token));
        await InTurn((state, turn) => state.ClearStateAsync(turn, Token));

        await InTurn(async (state, turn) => Assert.Null(await state.CreateProperty<string>("a").GetAsync(turn, cancellationToken: Token)));
    }

    [Fact]
    public async Task A_turn_that_fails_saves_nothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => InTurn(async (state, turn) =>
        {
            await state.CreateProperty<string>("a").SetAsync(turn, "x", Token);
            throw new InvalidOperationException("broken");
        }));

        Assert.Equal(0, _storage.Writes);
    }

    [Fact]
    public async Task A_conversation_a_person_and_a_person_in_a_conversation_have_states_of_their_own()
    {
        foreach (var state in new BotState[] { new ConversationState(_storage), new UserState(_storage), new PrivateConversationState(_storage) })
        {
            var turn = Turn();
            await state.CreateProperty<string>("a").SetAsync(turn, state.GetType().Name, Token);
            await state.SaveChangesAsync(turn, cancellationToken: Token);
        }

        Assert.Equal(["test/conversations/Convo1", "test/users/user1", "test/conversations/Convo1/users/user1"], _storage.Keys);
    }

    [Fact]
    public async Task State_without_a_conversation_says_what_the_activity_lacks()
    {
        var turn = new TurnContext(_adapter, new Activity(ActivityTypes.Message) { ChannelId = "test" });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => new ConversationState(_storage).LoadAsync(turn, cancellationToken: Token));

        Assert.Contains("conversation.id", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stored_state_names_no_NET_type_and_is_made_once()
    {
        await InTurn((state, turn) => state.CreateProperty<DialogState>("dialogs").SetAsync(turn, new DialogState([new DialogInstance { Id = "d", State = { ["n"] = 1 } }]), Token));

        Assert.Equal("""{"dialogs":{"dialogStack":[{"id":"d","state":{"n":1}}]}}""", Encoding.UTF8.GetString(_storage.LastJson!));
    }

    [Fact]
    public async Task A_value_of_a_type_that_the_JSON_does_not_know_fails_at_the_save() =>
        await Assert.ThrowsAsync<NotSupportedException>(() => InTurn((state, turn) => state.CreateProperty<object>("a").SetAsync(turn, new StringBuilder(), Token)));

    [Fact]
    public async Task A_store_refuses_what_was_read_before_another_write()
    {
        var storage = new MemoryStorage();
        await storage.WriteAsync(new Dictionary<string, object> { ["k"] = new Dictionary<string, object> { ["n"] = 1 } }, Token);
        var first = (await storage.ReadAsync(["k"], Token))["k"];
        var second = (await storage.ReadAsync(["k"], Token))["k"];
        ((IDictionary<string, object>)first)["n"] = 2;
        await storage.WriteAsync(new Dictionary<string, object> { ["k"] = first }, Token);

        await Assert.ThrowsAsync<InvalidOperationException>(() => storage.WriteAsync(new Dictionary<string, object> { ["other"] = first, ["k"] = second }, Token));
        Assert.Empty(await storage.ReadAsync(["other"], Token));

        ((IStoreItem)second).ETag = "*";
        await storage.WriteAsync(new Dictionary<string, object> { ["k"] = second }, Token);
        Assert.Equal(1L, ((IDictionary<string, object>)(await storage.ReadAsync(["k"], Token))["k"])["n"]);
    }

    [Fact]
    public async Task A_store_gives_what_exists_and_forgets_what_is_deleted()
    {
        var storage = new MemoryStorage();
        await storage.WriteAsync(new Dictionary<string, object> { ["a"] = new Dictionary<string, object>(), ["b"] = new Dictionary<string, object>() }, Token);
        await storage.DeleteAsync(["a", "missing"], Token);

        Assert.Equal(["b"], (await storage.ReadAsync(["a", "b", "c"], Token)).Keys);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("not json")]
    public void A_stored_document_that_is_no_JSON_object_is_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => ProtocolJson.ReadDocument(Encoding.UTF8.GetBytes(json)));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TurnContext Turn() => new(_adapter, _adapter.MakeActivity("hi"));

    private async Task InTurn(Func<ConversationState, ITurnContext, Task> bot)
    {
        var (state, turn) = (new ConversationState(_storage), Turn());
        await new AutoSaveStateMiddleware(state).OnTurnAsync(turn, _ => bot(state, turn), Token);
    }

    private sealed class CountingStorage : IStorage
    {
        private readonly MemoryStorage _inner = new();

        public int Reads { get; private set; }

        public int Writes { get; private set; }

        public List<string> Keys { get; } = [];

        public byte[]? LastJson { get; private set; }

        public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
        {
            Reads++;
            return _inner.ReadAsync(keys, cancellationToken);
        }

        public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
        {
            Writes++;
            Keys.AddRange(changes.Keys);
            LastJson = ProtocolJson.WriteDocument(changes.Values.Single());
            Assert.Same(LastJson, ProtocolJson.WriteDocument(changes.Values.Single()));
            return _inner.WriteAsync(changes, cancellationToken);
        }

        public Task DeleteAsync(
            string[] keys, CancellationToken cancellationToken = default) => _inner.DeleteAsync(keys, cancellationToken);
    }
}
