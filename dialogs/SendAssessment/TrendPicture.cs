using System.Buffers.Binary;
using System.IO.Compression;

namespace CareBot.Dialogs.SendAssessment;

/// <summary>A small line of totals as a PNG in a data address: every client shows it, and it carries no name.</summary>
internal static class TrendPicture
{
    private const int Width = 320;
    private const int Height = 96;
    private const int Margin = 10;

    // Paper, line of the axis, line of the totals.
    private static readonly byte[] Palette = [255, 255, 255, 200, 200, 200, 11, 74, 79];
    private static readonly byte[] Signature = [137, 80, 78, 71, 13, 10, 26, 10];

    /// <param name="totals">Oldest first, at least two.</param>
    public static string Of(IReadOnlyList<decimal> totals, decimal lowest, decimal highest)
    {
        var pixels = new byte[Height, Width];
        for (var x = Margin; x < Width - Margin; x++)
        {
            pixels[Y(lowest, lowest, highest), x] = pixels[Y(highest, lowest, highest), x] = 1;
        }

        for (var i = 0; i < totals.Count; i++)
        {
            var (x, y) = (X(i, totals.Count), Y(totals[i], lowest, highest));
            Dot(pixels, x, y, 3);
            if (i > 0)
            {
                Line(pixels, X(i - 1, totals.Count), Y(totals[i - 1], lowest, highest), x, y);
            }
        }

        return "data:image/png;base64," + Convert.ToBase64String(Png(pixels));
    }

    private static int X(int index, int count) => Margin + (index * (Width - (2 * Margin) - 1) / (count - 1));

    private static int Y(decimal total, decimal lowest, decimal highest) =>
        Height - Margin - 1 - (int)Math.Round((Math.Clamp(total, lowest, highest) - lowest) / (highest - lowest) * (Height - (2 * Margin) - 1));

    private static void Line(byte[,] pixels, int fromX, int fromY, int toX, int toY)
    {
        var steps = Math.Max(Math.Abs(toX - fromX), Math.Abs(toY - fromY));
        for (var step = 0; step <= steps; step++)
        {
            Dot(pixels, fromX + ((toX - fromX) * step / Math.Max(steps, 1)), fromY + ((toY - fromY) * step / Math.Max(steps, 1)), 1);
        }
    }

    private static void Dot(byte[,] pixels, int x, int y, int radius)
    {
        for (var dy = -radius; dy <= radius; dy++)
        {
            for (var dx = -radius; dx <= radius; dx++)
            {
                if ((dx * dx) + (dy * dy) <= radius * radius)
                {
                    pixels[Math.Clamp(y + dy, 0, Height - 1), Math.Clamp(x + dx, 0, Width - 1)] = 2;
                }
            }
        }
    }

    private static byte[] Png(byte[,] pixels)
    {
        using var rows = new MemoryStream();
        using (var packed = new ZLibStream(rows, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var y = 0; y < Height; y++)
            {
                packed.WriteByte(0);
                for (var x = 0; x < Width; x++)
                {
                    packed.WriteByte(pixels[y, x]);
                }
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        // Eight bits a pixel, of a palette.
        (header[8], header[9]) = (8, 3);
        using var file = new MemoryStream();
        file.Write(Signature);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "PLTE"u8, Palette);
        Chunk(file, "IDAT"u8, rows.ToArray());
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(name);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc([.. name, .. data]));
        file.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
