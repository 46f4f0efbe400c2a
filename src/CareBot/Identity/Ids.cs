using System.Buffers.Text;
using System.Security.Cryptography;

namespace CareBot.Identity;

/// <summary>New ids and secrets that nobody can guess. Whatever has a cause derives its id from that instead.</summary>
public sealed class Ids(RandomNumberGenerator random)
{
    /// <returns>22 characters (128 bits), safe in an address and as a record key.</returns>
    public string New() => Base64Url.EncodeToString(Bytes(16));

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.GetBytes(bytes);
        return bytes;
    }
}
