package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.inventory.kind.UserData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of user data: which kinds of secrets are in it, however it is packed, and never a part of its text. */
class UserDataVerdictTest {

    private static final String SCRIPT = "#!/bin/bash\nset -e\n";
    // put together, so that no scanner of this repository takes it for a key that is in use
    private static final String KEY_ID = "AKIA" + "Q3EGRPMXS5ZYBVWK";
    private static final String BEGIN = "-----BEGIN";
    private static final String WAIT_HANDLE = "https://cloudformation-waitcondition-us-east-1.s3.amazonaws.com/"
            + "arn%3Aaws%3Acloudformation%3Aus-east-1%3A111111111111%3Astack/awseb-e-a1b2c3-stack/AWSEBInstanceLaunchWaitHandle";

    static Stream<Arguments> secrets() {
        return Stream.of(
                argumentSet("a private key", BEGIN + " RSA PRIVATE KEY-----\nMIIE\n", "private-key"),
                argumentSet("a private key of no named kind", BEGIN + " PRIVATE KEY-----", "private-key"),
                argumentSet("an OpenSSH key", BEGIN + " OPENSSH PRIVATE KEY-----", "private-key"),
                argumentSet("a PGP key", BEGIN + " PGP PRIVATE KEY BLOCK-----", "private-key"),
                argumentSet("an access key", "export AWS_ACCESS_KEY_ID=" + KEY_ID, "aws-access-key"),
                argumentSet("a session's access key", "ASIA" + "Q3EGRPMXS5ZYBVWK", "aws-access-key"),
                argumentSet(
                        "a secret access key",
                        "aws_secret_access_key = " + "k7Jd0fGhTz1qLmNbVcXzAsDfGhJkLpOiUyTrEwQ2",
                        "aws-secret-key"),
                argumentSet(
                        "a secret access key that the AWS CLI is given",
                        "aws configure set aws_secret_access_key " + "k7Jd0fGhTz1qLmNbVcXzAsDfGhJkLpOiUyTrEwQ2",
                        "aws-secret-key"),
                argumentSet(
                        "an access key after the address of a wait condition",
                        "curl -T x '" + WAIT_HANDLE + "?AWSAccessKeyId=" + KEY_ID + "'\\nAWS_ACCESS_KEY_ID=" + KEY_ID,
                        "aws-access-key"),
                argumentSet(
                        "a password in the JSON of a script, after the address of a wait condition",
                        "curl -T x " + WAIT_HANDLE + "?Expires=1459295327\\\\nDB_PASSWORD=hunter22x",
                        "password"),
                argumentSet(
                        "a GitHub token",
                        "git clone https://ghp_" + "a1B2".repeat(9) + "@github.com/o/r",
                        "github-token"),
                argumentSet("a GitLab token", "glpat-" + "abcdefghij0123456789", "gitlab-token"),
                argumentSet("a Slack token", "xoxb-" + "123456789012-abcdef", "slack-token"),
                argumentSet("a Google key", "AIza" + "Sy0123456789012345678901234567890ab", "google-api-key"),
                argumentSet("a Stripe key", "sk_live_" + "0123456789abcdefghij", "stripe-key"),
                argumentSet(
                        "a JSON web token",
                        "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0",
                        "json-web-token"),
                argumentSet("a URL with a password", "DB=postgres://app:hunter22@db.internal/app", "connection-string"),
                argumentSet("a password", "DB_PASSWORD=hunter22x", "password"),
                argumentSet("a password in quotes, with a space", "password: \"correct horse\"", "password"),
                argumentSet("a password in JSON", "{\"dbPassword\": \"hunter22x\"}", "password"),
                argumentSet("a password as an option", "mysql --password hunter22x -u root", "password"),
                argumentSet("a password that is piped", "echo 'ubuntu:hunter22' | sudo chpasswd", "password"),
                argumentSet("a password of ADO", "Server=db;User Id=sa;Password=hunter22x;", "password"),
                argumentSet(
                        "a hash of a password",
                        "passwd: $6$rounds=4096$" + "abcdefghij$0123456789012345678901234567890123456789",
                        "password-hash"),
                argumentSet("a license key", "NRIA_LICENSE_KEY=" + "eu01xx8f3b1c9a7e5d2046bb17", "token"),
                argumentSet(
                        "a token as an option", "kubeadm join 10.0.0.1:6443 --token 8f3b1c.9a7e5d2046bb17aa", "token"),
                argumentSet("a token with a number amid", "SECRET=web9-a7e5-d2046-prod", "token"),
                argumentSet("a password that looks like a call", "password: Xk9(vQ2mmm", "password"),
                argumentSet("a password that begins with a mark", "password: \"!Qaz2wsx\"", "password"),
                argumentSet("a password that begins with an at", "DB_PASSWORD=@dm1nistrator", "password"),
                argumentSet("a token", "API_KEY=8f3b1c9a7e5d2046", "token"),
                argumentSet("a bearer token", "curl -H 'Authorization: Bearer 8f3b1c9a7e5d2046bb17'", "token"));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void aSecretIsFound(String text, String detector) {
        assertThat(verdict(SCRIPT + text + "\n").secrets()).contains(detector);
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void aSecretIsFoundWhereItIsPackedAsCloudInitTakesIt(String text, String detector) {
        byte[] script = (SCRIPT + text + "\n").getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(script);
        List<byte[]> packed = List.of(
                gzip(script),
                base64.getBytes(StandardCharsets.UTF_8),
                multipart("base64", base64).getBytes(StandardCharsets.UTF_8),
                gzip(multipart("base64", base64).getBytes(StandardCharsets.UTF_8)),
                multipart("7bit", new String(script, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8),
                multipart("quoted-printable", new String(script, StandardCharsets.UTF_8).replace("=", "=3D"))
                        .getBytes(StandardCharsets.UTF_8),
                ("#cloud-config\nwrite_files:\n- encoding: gz+b64\n  content: "
                                + Base64.getEncoder().encodeToString(gzip(script)) + "\n")
                        .getBytes(StandardCharsets.UTF_8),
                new String(script, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16));

        assertThat(packed.stream()
                        .map(content -> Base64.getEncoder().encodeToString(content))
                        .map(content -> UserDataVerdict.of(content).secrets()))
                .allSatisfy(found -> assertThat(found).contains(detector));
    }

    private static String multipart(String encoding, String body) {
        return "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"==B==\"\n\n--==B==\n"
                + "Content-Type: text/x-shellscript\nContent-Transfer-Encoding: " + encoding + "\n\n" + body
                + "\n--==B==--\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yum install -y httpd",
                "DB_PASSWORD=$(aws ssm get-parameter --name /db --with-decryption)",
                "DB_PASSWORD=${DB_PASSWORD}",
                "password: '{{resolve:secretsmanager:db:SecretString:password}}'",
                "password: \"{{ vault_db_password }}\"",
                "PASSWORD=arn:aws:secretsmanager:eu-west-1:111111111111:secret:db",
                "PasswordAuthentication no",
                "$password = Get-SECSecretValue -SecretId db",
                "$password = ConvertTo-SecureString $plain -AsPlainText -Force",
                "$password = [System.Web.Security.Membership]::GeneratePassword(16, 2)",
                "password = get_secret(client, \"db\")",
                "password = os.environ['DB_PASSWORD']",
                "const password = process.env.DB_PASSWORD",
                "DB_SECRET=prod-database-credentials-v2",
                "secret: analytics/warehouse/reader-2024",
                "password: !ImportValue database",
                "password: ********",
                "password = %DB_PASSWORD%",
                "password: @/run/secrets/db",
                "password=@@DB_PASSWORD@@",
                "MYSQL_ALLOW_EMPTY_PASSWORD=yes",
                "aws secretsmanager get-secret-value --secret-id $SECRET_ID | jq -r .SecretString",
                "kubeadm join 10.0.0.1:6443 --token $TOKEN",
                "lock_passwd: false",
                "TOKEN=$(curl -X PUT http://169.254.169.254/latest/api/token)",
                "curl -H \"X-aws-ec2-metadata-token: $TOKEN\" -H 'X-aws-ec2-metadata-token-ttl-seconds: 21600'",
                "token: enabled",
                "secret: projects-of-the-analytics-team",
                "AKIAIOSFODNN7EXAMPLE",
                "git clone https://github.com/acme/app.git",
                "DB=postgres://app:${PASSWORD}@db.internal/app",
                "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQDK3Jd0fGhTz1qLmNbVcXz operator@laptop",
                "-----BEGIN CERTIFICATE-----",
                "docker pull registry.example@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
            })
    void whatIsNoSecretIsNotTakenForOne(String text) {
        assertThat(verdict(SCRIPT + text + "\n").secrets()).isEmpty();
    }

    static Stream<Arguments> waitConditions() {
        return Stream.of(
                argumentSet("of old", "?AWSAccessKeyId=" + KEY_ID + "&Expires=1459295327&Signature=h1K8zXqLw5m3Tq9"),
                argumentSet(
                        "of the fourth version",
                        "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=86399&X-Amz-Credential=" + KEY_ID
                                + "%2F20210923%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Signature=8f3b1c9a7e5d2046"),
                argumentSet(
                        "of a session",
                        "?X-Amz-Security-Token=IQoJb3JpZ2luX2VjEJf8f3b1c9a7e5d2046&X-Amz-Algorithm=AWS4-HMAC-SHA256"),
                argumentSet("in JSON", "?Expires=1459295327\\u0026AWSAccessKeyId=" + KEY_ID),
                argumentSet("in XML", "?Expires=1459295327&amp;AWSAccessKeyId=" + KEY_ID));
    }

    @ParameterizedTest
    @MethodSource("waitConditions")
    void theAddressOfAWaitConditionIsNoSecret(String query) {
        String script = SCRIPT + "/opt/aws/bin/cfn-signal -e 0 \"" + WAIT_HANDLE + query + "\"\n";
        byte[] packed = gzip(multipart("7bit", script).getBytes(StandardCharsets.UTF_8));

        assertThat(verdict(script).secrets()).isEmpty();
        assertThat(UserDataVerdict.of(Base64.getEncoder().encodeToString(packed))
                        .secrets())
                .isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void whereThereIsNoneNothingIsKept(String base64) {
        assertThat(UserDataVerdict.of(base64)).isEqualTo(UserData.none());
    }

    @Test
    void theHashIsThatOfTheBytesThatTheInstanceGets() {
        assertThat(verdict("abc"))
                .isEqualTo(new UserData(
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", List.of(), true));
    }

    @Test
    void noPartOfTheTextIsKept() {
        assertThat(verdict("DB_PASSWORD=hunter22x").toString()).doesNotContain("hunter22x", "DB_");
    }

    @Test
    void whatBurstsIsSearchedInPart() {
        byte[] bomb =
                gzip(gzip(("DB_PASSWORD=hunter22x\n" + "a b ".repeat(8_000_000)).getBytes(StandardCharsets.UTF_8)));
        UserData verdict = UserDataVerdict.of(Base64.getEncoder().encodeToString(bomb));
        assertThat(verdict.examined()).isFalse();
        assertThat(verdict.secrets()).containsExactly("password");
    }

    @Test
    void whatIsPackedTooDeeplyIsNotSearched() {
        byte[] content = "DB_PASSWORD=hunter22x".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 6; i++) {
            content = gzip(content);
        }
        assertThat(UserDataVerdict.of(Base64.getEncoder().encodeToString(content)))
                .extracting(UserData::secrets, UserData::examined)
                .containsExactly(List.of(), false);
    }

    @Test
    void whatIsBrokenIsNotSearchedAndSaysSo() {
        byte[] content = gzip("DB_PASSWORD=hunter22x".getBytes(StandardCharsets.UTF_8));
        content[content.length / 2] ^= 0x55;
        assertThat(UserDataVerdict.of(Base64.getEncoder().encodeToString(content))
                        .examined())
                .isFalse();
    }

    @Test
    void whatIsNoBase64IsTakenAsItIs() {
        assertThat(UserDataVerdict.of("DB_PASSWORD=hunter22x!").secrets()).containsExactly("password");
    }

    private static UserData verdict(String text) {
        return UserDataVerdict.of(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
