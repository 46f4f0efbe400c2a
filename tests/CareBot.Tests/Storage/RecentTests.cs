using CareBot.Care.Records;

namespace CareBot.Tests.Storage;

public sealed class RecentTests
{
    [Fact]
    public void The_newest_comes_first_and_pushes_out_the_oldest_of_its_set()
    {
        var recent = new Recent<string>(8);
        foreach (var item in new[] { "a", "b", "c", "d", "e" }) recent.Add(1, item);

        Assert.Equal(["e", "d", "c", "b"], recent.Like(1).ToArray());
    }

    [Fact]
    public void One_takes_the_place_of_another_or_goes_and_the_rest_stay()
    {
        var recent = new Recent<string>(8);
        foreach (var item in new[] { "a", "b", "c", "d" }) recent.Add(1, item);

        recent.Add(1, "B", "b");
        Assert.Equal(["B", "d", "c", "a"], recent.Like(1).ToArray());
        recent.Add(1, "e", "gone");
        Assert.Equal(["e", "B", "d", "c"], recent.Like(1).ToArray());
        recent.Remove(1, "d");
        recent.Remove(1, "gone");
        Assert.Equal(["e", "B", null, "c"], recent.Like(1).ToArray());
    }

    [Fact]
    public void Sets_do_not_take_each_others_places()
    {
        var recent = new Recent<string>(8);
        recent.Add(0, "a");
        recent.Add(4, "b");

        Assert.Equal(["a", null, null, null], recent.Like(0).ToArray());
        Assert.Equal(["b", null, null, null], recent.Like(12).ToArray());
        Assert.Equal(["b", null, null, null], recent.Like(-1).ToArray());
    }

    [Fact]
    public void There_is_always_room_for_one_set()
    {
        var recent = new Recent<string>(1);
        recent.Add(int.MinValue, "a");

        Assert.Equal(["a", null, null, null], recent.Like(int.MaxValue).ToArray());
    }

    [Fact]
    public async Task Many_threads_lose_nothing_but_places()
    {
        var recent = new Recent<string>(16);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                recent.Add(i, $"{i & 12}");
                foreach (var item in recent.Like(i)) Assert.True(item is null || item == $"{i & 12}", item);
            }
        }, TestContext.Current.CancellationToken)));
    }
}
