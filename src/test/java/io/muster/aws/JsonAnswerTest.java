package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.GetEbsDefaultKmsKeyIdResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Which JSON counts as an answer, and as whose: by the members that the SDK knows of an operation, of whichever service. */
class JsonAnswerTest {

    @ParameterizedTest
    @ValueSource(strings = {"{}", " {\"Keys\": [{\"KeyId\": \"k\"}], \"Truncated\": false}\n"})
    void aWholeObjectIsPassedOnAsItIs(String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        assertThat(JsonAnswer.read(body).passedOn().array()).isEqualTo(body);
    }

    static Stream<String> wrong() {
        return Stream.of(
                "",
                " ",
                "null",
                "[]",
                "\"Keys\"",
                "<html/>",
                "{\"Keys\": [",
                "{\"Keys\": []",
                "{\"Keys\": []}}",
                "{} {}",
                "{\"Keys\": nothing}",
                "{\"Keys\": [{\"KeyId\": \"k\"}], \"Keys\": []}",
                "{\"Keys\": [{\"KeyId\": \"k\", \"KeyId\": \"l\"}]}",
                "{\"a\":".repeat(100) + "1" + "}".repeat(100));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void allElseIsNoAnswer(String body) {
        assertThatThrownBy(() -> JsonAnswer.read(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableAnswer.class);
    }

    static Stream<byte[]> wrongCbor() throws IOException {
        byte[] whole = cbor();
        return Stream.of(
                new byte[0],
                "{\"Keys\": []}".getBytes(StandardCharsets.UTF_8),
                "<html/>".getBytes(StandardCharsets.UTF_8),
                new byte[] {(byte) 0x80}, // an empty list
                new byte[] {(byte) 0xf6}, // null
                Arrays.copyOf(whole, whole.length - 1),
                Arrays.copyOf(whole, whole.length / 2),
                Arrays.copyOf(whole, whole.length + 1),
                ByteBuffer.allocate(whole.length * 2).put(whole).put(whole).array());
    }

    private static byte[] cbor() throws IOException {
        return new CBORMapper().writeValueAsBytes(Map.of("MetricAlarms", List.of(Map.of("AlarmName", "a"))));
    }

    @Test
    void aWholeMapOfCborIsPassedOnAsItIs() throws IOException {
        assertThat(JsonAnswer.readCbor(cbor()).passedOn().array()).isEqualTo(cbor());
    }

    @ParameterizedTest
    @MethodSource("wrongCbor")
    void allElseIsNoAnswerInCbor(byte[] body) {
        assertThatThrownBy(() -> JsonAnswer.readCbor(body)).isInstanceOf(UnreadableAnswer.class);
    }

    static Stream<SdkResponse> own() {
        return Stream.of(
                DescribeVpcsResponse.builder()
                        .vpcs(Vpc.builder().vpcId("vpc-1").build())
                        .build(),
                DescribeVpcsResponse.builder().vpcs(new Vpc[0]).build(),
                GetEbsDefaultKmsKeyIdResponse.builder().kmsKeyId("k").build());
    }

    @ParameterizedTest
    @MethodSource("own")
    void anAnswerWithTheOperationsContentIsItsOwn(SdkResponse answer) {
        assertThatCode(() -> JsonAnswer.check(answer)).doesNotThrowAnyException();
    }

    static Stream<SdkResponse> foreign() {
        return Stream.of(
                DescribeVpcsResponse.builder().build(),
                DescribeVpcsResponse.builder().nextToken("2").build(),
                GetEbsDefaultKmsKeyIdResponse.builder().build());
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void anAnswerWithoutIsNot(SdkResponse answer) {
        assertThatThrownBy(() -> JsonAnswer.check(answer)).isInstanceOf(UnreadableAnswer.class);
    }
}
