package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.privilege.AnotherAccount.ACCOUNT;
import static io.muster.estate.privilege.AnotherAccount.OWN_ACCOUNT;
import static io.muster.estate.privilege.AnotherAccount.ROLE;
import static io.muster.estate.privilege.AnotherAccount.assuming;
import static io.muster.estate.privilege.AnotherAccount.trusting;
import static io.muster.estate.privilege.AnotherAccount.withAdministrator;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.inventory.kind.ResourceKind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a role offers to identities of other accounts. */
class OfferedRightsTest {

    /** Two accounts that trust each other would else keep a way after its cause is gone. */
    @Test
    void whatARoleOffersToOthersRestsOnItsOwnAccountAlone() {
        // given
        MadeRole self = assuming();
        MadeRole own =
                role("own").inline(allow("sts:AssumeRole", ROLE + "admin")).trustedByEc2();
        MadeRole admin = role("admin")
                .inline(allow("*", "*"))
                .trust("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'" + ACCOUNT + "'}}");
        Estate estate =
                withAdministrator(trusting(OWN_ACCOUNT), self, own, admin).build();
        RightsWithin rights = RightsWithin.of(estate);

        // when, then
        assertThat(rights.administrator(self.resource())).isEqualTo(Certainty.NO);
        assertThat(rights.administrator(own.resource())).isEqualTo(Certainty.YES);
        assertThat(rights.administrator(admin.resource())).isEqualTo(Certainty.YES);
        assertThat(rights.gain(self.resource())).isEqualTo(Certainty.NO);
        assertThat(rights.gain(own.resource())).isEqualTo(Certainty.YES);
    }

    @ParameterizedTest
    @CsvSource({
        "*,                  true,  YES,      YES",
        "iam:PutRolePolicy,  true,  YES,      YES",
        "iam:CreateAccessKey,true,  POSSIBLE, YES",
        "s3:GetObject,       true,  NO,       YES",
        "sqs:GetQueueUrl,    true,  NO,       NO",
        "*,                  false, POSSIBLE, POSSIBLE",
        "sqs:GetQueueUrl,    false, POSSIBLE, POSSIBLE"
    })
    void whatARoleOffersToOthers(String held, boolean listed, Certainty administrator, Certainty gain) {
        MadeRole self = role("self").inline(allow(held, "*")).trustedByEc2();
        Estates made = Estates.estate().with(self);
        RightsWithin rights = RightsWithin.of((listed ? made : made.without(ResourceKind.ROLE)).build());

        assertThat(rights.administrator(self.resource())).isEqualTo(administrator);
        assertThat(rights.gain(self.resource())).isEqualTo(gain);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Principal':{'AWS':['{account}','444455556666']}                                  | 444455556666
                    'Principal':{'AWS':'arn:aws:iam::444455556666:user/u'}                            | 444455556666
                    'Principal':{'AWS':'arn:aws:sts::444455556666:assumed-role/r/s'}                  | 444455556666
                    'Principal':{'AWS':'*'},'Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-x'}} | *
                    'NotPrincipal':{'AWS':'{account}'}                                                | *
                    'Principal':{'Service':'ec2.amazonaws.com'}                                       |
                    'Principal':{'AWS':'AROAEXAMPLEEXAMPLE123'}                                       |
                    'Principal':{'AWS':'arn:aws'}                                                     |
                    'Principal':{'Federated':'arn:aws:iam::444455556666:saml-provider/p'}             |
                    'NoPrincipal':'it cannot be read'                                                 | *
                    """)
    void whichAccountsATrustPolicyNames(String trust, String expected) {
        assertThat(new Trust(trusting(trust).resource()).otherAccounts())
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }
}
