package dev.poort.testkit;

import java.util.Map;

/**
 * What came on one stream.
 *
 * @param interim the statuses before the final one, joined with commas
 * @param status the final status
 * @param fields the fields of the head
 * @param body the body
 * @param trailers the fields after the body
 */
public record Http2Answer(
    String interim,
    String status,
    Map<String, String> fields,
    String body,
    Map<String, String> trailers) {}
