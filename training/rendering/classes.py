"""What the detector tells apart."""

#: Class names by class number. All linear codes are one class: what they have in common, parallel bars, is what a
#: detector sees; which of them it is, is for the reader of the code to find out.
NAMES = ("QR code", "Data Matrix", "Aztec", "PDF417", "barcode")

QR, DATA_MATRIX, AZTEC, PDF417, BARCODE = range(len(NAMES))

#: The class number of codes that are neither asked for nor counted as mistakes, as COCO's crowds are.
IGNORED = -1
