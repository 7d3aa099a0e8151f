package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.sts.model.StsException;

class AwsFailureTest {

    private static final AwsOperation VOLUMES = AwsService.EC2.operation("DescribeVolumes");

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource
    void tellsWhatHappened(Throwable thrown, String operation, String code, String message) {
        assertThat(AwsFailure.of(VOLUMES, thrown)).isEqualTo(new AwsFailure(operation, code, message));
    }

    static Stream<Arguments> tellsWhatHappened() {
        String self = "ec2:DescribeVolumes";
        return Stream.of(
                arguments(
                        Ec2Exception.builder()
                                .awsErrorDetails(details("RequestLimitExceeded", "Slow down"))
                                .build(),
                        self,
                        "RequestLimitExceeded",
                        "Slow down"),
                arguments(
                        IamException.builder()
                                .awsErrorDetails(details("AccessDenied", "No"))
                                .build(),
                        self,
                        "AccessDenied",
                        "No"),
                arguments(
                        new CompletionException(StsException.builder()
                                .awsErrorDetails(details("AccessDenied", "Not your role"))
                                .build()),
                        "sts:AssumeRole",
                        "AccessDenied",
                        "Not your role"),
                arguments(
                        Ec2Exception.builder()
                                .awsErrorDetails(details(
                                        "UnauthorizedOperation",
                                        "You may not. Encoded authorization failure message: 1a2b\n3c4d"))
                                .build(),
                        self,
                        "UnauthorizedOperation",
                        "You may not."),
                arguments(
                        Ec2Exception.builder().statusCode(502).build(),
                        self,
                        "HTTP_502",
                        "AWS answered without an error code"),
                arguments(
                        Ec2Exception.builder()
                                .statusCode(400)
                                .awsErrorDetails(details("Odd\u0000Code", "No"))
                                .build(),
                        self,
                        "HTTP_400",
                        "No"),
                arguments(
                        Ec2Exception.builder()
                                .statusCode(403)
                                .awsErrorDetails(details("<html>".repeat(900), "A page"))
                                .build(),
                        self,
                        "HTTP_403",
                        "A page"),
                arguments(
                        Ec2Exception.builder()
                                .awsErrorDetails(details("x".repeat(128), "A long code"))
                                .build(),
                        self,
                        "x".repeat(128),
                        "A long code"),
                arguments(
                        Ec2Exception.builder()
                                .statusCode(403)
                                .awsErrorDetails(details("x".repeat(129), "Too long a code"))
                                .build(),
                        self,
                        "HTTP_403",
                        "Too long a code"),
                arguments(
                        ApiCallAttemptTimeoutException.create(5),
                        self,
                        AwsFailure.TIMEOUT,
                        "AWS did not answer in time"),
                arguments(
                        SdkClientException.create("x", new ConnectException("10.1.2.3 refused")),
                        self,
                        AwsFailure.CONNECTION,
                        "The connection to AWS could not be made or broke"),
                arguments(
                        SdkClientException.create(
                                "x", new TimeoutException("Acquire operation took longer than 10000 milliseconds.")),
                        self,
                        AwsFailure.CONNECTION,
                        "The connection to AWS could not be made or broke"),
                arguments(
                        SdkClientException.create("Unable to load credentials from any of the providers"),
                        self,
                        AwsFailure.NO_CREDENTIALS,
                        "There are no AWS credentials to begin with; the log tells which sources were tried"),
                arguments(
                        SdkClientException.create("Could not parse XML response."),
                        self,
                        AwsFailure.UNREADABLE_ANSWER,
                        "AWS's answer could not be read"),
                arguments(
                        new NullPointerException("secret internals"),
                        self,
                        AwsFailure.INTERNAL,
                        "Muster failed to handle the answer; its log tells more"));
    }

    @Test
    void aMessageIsNeverLong() {
        Ec2Exception thrown = (Ec2Exception) Ec2Exception.builder()
                .awsErrorDetails(details("Long", "x".repeat(5_000)))
                .build();
        assertThat(AwsFailure.of(VOLUMES, thrown).message()).hasSize(500);
    }

    private static AwsErrorDetails details(String code, String message) {
        return AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
    }
}
