package dev.poort.websocket.autobahn;

import java.util.List;

/**
 * What one end of a session heard.
 *
 * @param frames every frame: octets of its header that have a meaning, length and checksum of its
 *     payload; equal ones in a row are counted
 * @param messages every whole message: opcode, length and checksum after decompression
 * @param answers how many messages and Pongs came
 * @param closeCode the first Close frame's code, 1005 when it had none, -1 when there was none
 * @param ending how TCP ended, and whether inside a frame
 */
public record Transcript(
    List<String> frames, List<String> messages, int answers, int closeCode, String ending) {}
