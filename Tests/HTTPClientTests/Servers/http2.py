"""HTTP/2 with the h2 library: echoes, and a body as long as the client takes it."""

import asyncio
import json

import h2.config
import h2.connection
import h2.events
import h2.exceptions


class HTTP2:
    def __init__(self, journal):
        self.journal = journal

    async def serve(self, reader, writer):
        self.journal["h2-connections"] = self.journal.get("h2-connections", 0) + 1
        connection = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
        connection.initiate_connection()
        connection.update_settings({3: 200})
        streams, tasks, window = {}, {}, asyncio.Condition()

        async def flush():
            writer.write(connection.data_to_send())
            await writer.drain()

        async def send(stream, data):
            while data:
                async with window:
                    await window.wait_for(lambda: connection.local_flow_control_window(stream) > 0)
                size = min(len(data), connection.local_flow_control_window(stream), connection.max_outbound_frame_size)
                connection.send_data(stream, data[:size])
                data = data[size:]
                await flush()

        async def answer(stream, headers, body):
            path = headers[":path"].split("?")[0]
            self.journal[f"h2 {path}"] = self.journal.get(f"h2 {path}", 0) + 1
            connection.send_headers(stream, [(":status", "200"), ("content-type", "application/json")])
            if path == "/drip":
                for index in range(10):
                    await send(stream, f"data: {index}\n\n".encode())
                    await asyncio.sleep(0.01)
            elif path == "/endless":
                while True:
                    await send(stream, b"x" * 65536)
                    self.journal["h2-endless"] = self.journal.get("h2-endless", 0) + 65536
            elif path == "/size":
                await send(stream, b"z" * 1_000_000)
            else:
                await send(stream, json.dumps({"headers": headers, "size": len(body), "method": headers[":method"]}).encode())
            connection.end_stream(stream)
            await flush()

        await flush()
        try:
            while data := await reader.read(65536):
                for event in connection.receive_data(data):
                    if isinstance(event, h2.events.RequestReceived):
                        streams[event.stream_id] = [dict(event.headers), b""]
                    elif isinstance(event, h2.events.DataReceived):
                        streams[event.stream_id][1] += event.data
                        connection.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
                    elif isinstance(event, h2.events.StreamReset):
                        self.journal["h2-reset"] = self.journal.get("h2-reset", 0) + 1
                        if task := tasks.pop(event.stream_id, None):
                            task.cancel()
                    if isinstance(event, h2.events.StreamEnded):
                        headers, body = streams.pop(event.stream_id)
                        tasks[event.stream_id] = asyncio.create_task(answer(event.stream_id, headers, body))
                async with window:
                    window.notify_all()
                await flush()
        except (ConnectionError, h2.exceptions.ProtocolError):
            pass
        finally:
            for task in tasks.values():
                task.cancel()
            writer.close()
