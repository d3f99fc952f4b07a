"""A certificate authority of its own, and servers' certificates: good, for another name, expired, self-signed."""

import datetime
import ipaddress
import ssl

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

NOW = datetime.datetime.now(datetime.timezone.utc)
DAY = datetime.timedelta(days=1)


class Authority:
    def __init__(self, folder):
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")])
        self.certificate = self._build(self.name, self.name, self.key.public_key(), self.key, NOW + 7 * DAY, is_authority=True)
        self.path = folder / "authority.pem"
        self.path.write_bytes(self._pem(self.certificate))

    @staticmethod
    def _pem(certificate):
        return certificate.public_bytes(serialization.Encoding.PEM)

    @staticmethod
    def _build(subject, issuer, public_key, signer, end, names=(), is_authority=False):
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(public_key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - 30 * DAY)
            .not_valid_after(end)
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        )
        if names:
            builder = builder.add_extension(x509.SubjectAlternativeName(list(names)), critical=False)
        return builder.sign(signer, hashes.SHA256())

    def context(self, kind, names=("localhost", "device.test"), protocols=("http/1.1",)):
        """A server's TLS context and its pins."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, kind)])
        alternatives = [x509.DNSName(name) for name in names]
        if kind != "other-name":
            alternatives += [x509.IPAddress(ipaddress.ip_address("127.0.0.1")), x509.IPAddress(ipaddress.ip_address("::1"))]
        issuer, signer = (subject, key) if kind == "self-signed" else (self.name, self.key)
        end = NOW - DAY if kind == "expired" else NOW + 7 * DAY
        certificate = self._build(subject, issuer, key.public_key(), signer, end, alternatives)
        path = self.folder / f"{kind}.pem"
        path.write_bytes(
            self._pem(certificate)
            + key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        context.set_alpn_protocols(list(protocols))
        digest = hashes.Hash(hashes.SHA256())
        digest.update(
            key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        )
        return context, {
            "certificate": certificate.fingerprint(hashes.SHA256()).hex(),
            "publicKey": digest.finalize().hex(),
        }
