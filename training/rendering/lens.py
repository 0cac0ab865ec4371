"""What light, lens and camera do to a scene. Every function takes and gives RGB bytes of one size."""

import cv2
import numpy as np

from rendering.textures import clouds


def through_lens(rng: np.random.Generator, picture: np.ndarray, effects) -> np.ndarray:
    """Some of the effects, each with its chance, in the order in which light meets them."""
    for chance, effect in effects:
        if rng.random() < chance:
            picture = effect(rng, picture)
    return picture


def shadow(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """The soft or hard shadow of something outside of the picture."""
    height, width = picture.shape[:2]
    mask = np.zeros((height, width), np.float32)
    points = (rng.uniform(-0.3, 1.3, (int(rng.integers(3, 6)), 2)) * (width, height)).astype(np.int32)
    cv2.fillPoly(mask, [points], 1.0)
    mask = cv2.blur(mask, (int(rng.integers(3, 60)),) * 2)
    return (picture * (1 - rng.uniform(0.2, 0.65) * mask[..., None])).astype(np.uint8)


def uneven_light(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """Light that differs from place to place."""
    light = clouds(rng, *picture.shape[:2], octaves=2)[..., None]
    return np.clip(picture * (1 + rng.uniform(0.2, 0.8) * (light - 0.5)), 0, 255).astype(np.uint8)


def glare(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """A lamp's reflection: white at its middle."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    angle, (a, b) = rng.uniform(0, np.pi), np.exp(rng.uniform(np.log(0.04), np.log(0.35), 2)) * width
    x, y = x - rng.uniform(0, 1) * width, y - rng.uniform(0, 1) * height
    u, v = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    spot = np.exp(-((u / a) ** 2) - (v / b) ** 2)[..., None] * rng.uniform(0.3, 0.95)
    return (picture + (255 - picture) * spot).astype(np.uint8)


def color_cast(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """Warm and cold light, weak and strong exposure, little contrast."""
    gain = rng.uniform(0.55, 1.25) * (1 + rng.normal(0, 0.08, 3))
    low, gamma = rng.uniform(0, 45) * (rng.random() < 0.4), rng.uniform(0.7, 1.4)
    steps = (np.arange(256)[:, None] / 255) ** gamma * 255
    table = np.clip(low + steps * gain * (1 - low / 255), 0, 255).astype(np.uint8)
    return cv2.LUT(picture, np.ascontiguousarray(table[None]))


def grey(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """A camera or a scanner without colour."""
    return cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)


def defocus(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """Out of focus, a little most often."""
    return cv2.GaussianBlur(picture, (0, 0), float(np.exp(rng.uniform(np.log(0.4), np.log(3.2)))))


def motion(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """The hand moved along a line."""
    length = int(rng.integers(3, 14))
    kernel = np.zeros((length, length), np.float32)
    angle, middle = rng.uniform(0, np.pi), (length - 1) / 2
    reach = np.array([np.cos(angle), np.sin(angle)]) * middle
    start, end = (middle - reach).round().astype(int).tolist(), (middle + reach).round().astype(int).tolist()
    cv2.line(kernel, start, end, 1.0)
    return cv2.filter2D(picture, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REPLICATE)


def fewer_pixels(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """A picture that was small once and got enlarged."""
    height, width = picture.shape[:2]
    part = rng.uniform(0.4, 0.9)
    small = cv2.resize(picture, (int(width * part), int(height * part)), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (width, height), interpolation=int(rng.choice([cv2.INTER_LINEAR, cv2.INTER_CUBIC])))


def noise(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """Grain of a sensor in little light."""
    grain = np.empty(picture.shape, np.int16)
    cv2.setRNGSeed(int(rng.integers(2**31)))
    cv2.randn(grain, 0, float(np.exp(rng.uniform(np.log(2), np.log(22)))))
    return cv2.add(picture, grain, dtype=cv2.CV_8U)


def sharpened(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """The halo that telephones add to every edge."""
    soft = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.8, 2.0))
    return cv2.addWeighted(picture, 1 + (amount := rng.uniform(0.3, 1.5)), soft, -amount, 0)


def jpeg(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """The artefacts of saving."""
    quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(22, 90))]
    return cv2.imdecode(cv2.imencode(".jpg", picture, quality)[1], cv2.IMREAD_COLOR)


#: How often each effect is seen.
EFFECTS = (
    (0.30, shadow),
    (0.35, uneven_light),
    (0.15, glare),
    (0.75, color_cast),
    (0.12, grey),
    (0.45, defocus),
    (0.12, motion),
    (0.12, fewer_pixels),
    (0.40, noise),
    (0.15, sharpened),
    (0.60, jpeg),
)
