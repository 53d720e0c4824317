"""A program: a proxy on loopback whose connections are slow, as those to a far service are.

Arguments: host and port to forward to; the bytes per second of each connection; the seconds by which it delays
responses. It prints its own port, and ends with its standard input.
"""

from __future__ import annotations

import asyncio
import sys

BLOCK = 1 << 16

host, port, rate, delay = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, rate: float, delay: float) -> None:
    """Forward what arrives, at most so fast, and so much later."""
    loop = asyncio.get_running_loop()
    free = 0.0
    try:
        while block := await reader.read(BLOCK):
            free = max(loop.time(), free) + len(block) / rate
            await asyncio.sleep(max(delay, free - loop.time()))
            writer.write(block)
            await writer.drain()
        writer.write_eof()
    except OSError:
        writer.close()


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Forward a connection in both directions."""
    there, back = await asyncio.open_connection(host, port)
    await asyncio.gather(pump(reader, back, rate, 0), pump(there, writer, rate, delay))
    for each in (writer, back):
        each.close()


async def main() -> None:
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
