using System.Numerics;

namespace CareBot.Care.Records;

/// <summary>What was added lately, found by a hash: places in sets of four, where the newest pushes out the oldest of its set. For any number of threads.</summary>
/// <typeparam name="T">Never changed once it is added; whoever looks for one compares what it stands for.</typeparam>
public sealed class Recent<T>
    where T : class
{
    private const int Ways = 4;

    private readonly T?[] _places;

    /// <param name="places">How many are kept at most, rounded up to a power of two; at least four.</param>
    public Recent(int places) => _places = new T?[Math.Max(Ways, (int)BitOperations.RoundUpToPowerOf2((uint)places))];

    /// <summary>Those that may be the one with this hash, the newest first.</summary>
    public ReadOnlySpan<T?> Like(int hash) => _places.AsSpan(Start(hash), Ways);

    /// <summary>Adds one. Where two threads add to one set at once, one of the set may be lost, or stand there twice.</summary>
    /// <param name="hash">Of the one.</param>
    /// <param name="item">The one.</param>
    /// <param name="instead">The one of the same set that it takes the place of; null for the oldest.</param>
    public void Add(int hash, T item, T? instead = null)
    {
        var set = _places.AsSpan(Start(hash), Ways);
        var at = instead is null ? -1 : set.IndexOf(instead);
        for (var i = at < 0 ? Ways - 1 : at; i > 0; i--)
        {
            set[i] = set[i - 1];
        }

        Volatile.Write(ref set[0], item);
    }

    /// <summary>Lets one go that nobody will look for any more, so that it takes no room until it is pushed out.</summary>
    public void Remove(int hash, T item)
    {
        var set = _places.AsSpan(Start(hash), Ways);
        if (set.IndexOf(item) is var at and >= 0)
        {
            set[at] = null;
        }
    }

    private int Start(int hash) => hash & (_places.Length - Ways);
}
