package io.muster.estate.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "arn:aws:kms:eu-west-1:222222222222:key/1, true",
        "arn:aws:kms:eu-west-1:111111111111:key/1, false",
        "arn:aws:s3:::bucket/222222222222, false",
        "arn:aws:iam::aws:policy/AdministratorAccess, false",
        "arn:aws:iam::222222222222:role/*, true",
        "arn:aws:iam::*:role/*, false",
        "arn:aws:iam::2222222222222:role/a, false",
        "arn:aws:iam::222222222222, false",
        "'*', false",
    })
    void aResourceOfAnotherAccountIsKnownByItsArn(String resource, boolean elsewhere) {
        Request request = new Request("kms:Decrypt", resource, key -> Fact.UNKNOWN);

        assertThat(request.isElsewhere("111111111111")).isEqualTo(elsewhere);
    }
}
